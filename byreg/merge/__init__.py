"""Two branches' versions of a plan file become one, by id and field."""
