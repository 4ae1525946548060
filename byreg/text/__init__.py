"""The text of a plan file: cut into its records and fields, edited at one place and no other, put in canonical form."""
