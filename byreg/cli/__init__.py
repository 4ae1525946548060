"""The command line: parse, call one thing, format, exit."""
