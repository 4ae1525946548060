"""What every part of byreg agrees on about files, said where it can be read at no cost."""

import os

SETTINGS_FILE = "byreg.toml"  # marks the root of a workspace
MOST_BYTES = 8 * 1024 * 1024  # of a plan file; a larger one is not read as a plan


def root_above(folder: str) -> str | None:
    """Return the nearest folder from one upwards that holds the settings, links followed."""
    here = os.path.realpath(folder)
    while not os.path.isfile(f"{here}/{SETTINGS_FILE}"):
        here, below = os.path.dirname(here), here
        if here == below:
            return None
    return here
