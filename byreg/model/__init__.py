"""What a plan holds: frozen records, no input or output, no clock."""
