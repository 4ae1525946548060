"""What every part of byreg agrees on about files, said where it can be read at no cost."""

import os

SETTINGS_FILE = "byreg.toml"  # marks the root of a workspace
MOST_BYTES = 8 * 1024 * 1024  # of a plan file; a larger one is not read as a plan
STEP = 1024 * 1024


def first_bytes(path: str, most: int = MOST_BYTES) -> bytes:
    """Return what a file holds; of one larger than `most`, one byte more than that. OSError says why it cannot be read.

    Only as much room is made as the file says it needs: asking for the most a file may hold costs more than reading it.
    """
    with open(path, "rb", buffering=0) as stream:
        asked = min(os.fstat(stream.fileno()).st_size, most) + 1
        data: bytes = stream.read(asked) or b""
        while asked <= len(data) <= most and (more := stream.read(min(most + 1 - len(data), STEP))):
            data += more  # it holds more than it says
    return data


def root_above(folder: str) -> str | None:
    """Return the nearest folder from one upwards that holds the settings, links followed."""
    here = os.path.realpath(folder)
    while not os.path.isfile(f"{here}/{SETTINGS_FILE}"):
        here, below = os.path.dirname(here), here
        if here == below:
            return None
    return here
