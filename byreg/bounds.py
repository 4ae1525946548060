"""What every part of byreg agrees on about files, said where it can be read at no cost."""

SETTINGS_FILE = "byreg.toml"  # marks the root of a workspace
MOST_BYTES = 8 * 1024 * 1024  # of a plan file; a larger one is not read as a plan
