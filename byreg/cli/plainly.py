"""`byreg validate` as it is typed most often, read without the library that reads all other command lines.

That library costs a third of a run on a few plans. Whatever is not plain (an option with `=`, a value that begins with
a hyphen, `-C`, help) is left to it, so that there is one answer to every command line.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from byreg.cli.plain_options import FLAGS, ONCE, SEVERAL
from byreg.cli.validation import Asked
from byreg.cli.values import day_of

NOTHING: dict[str, Any] = {
    "paths": (), "format": None, "output": None, "select": (), "ignore": (), "profile": None, "strict": None,
    "known": None, "write_known": False, "fix": False, "unsafe": False, "dry_run": False, "statistics": False,
    "against": None, "quiet": False, "cache": None, "jobs": None,
}  # fmt: skip
MOST_DIGITS = 4
EXPANDED = frozenset("*?[~$%")  # what Typer expands on Windows, where no shell does


def asked_plainly(arguments: Sequence[str]) -> Asked | None:
    """Return what a command line asks, without the word `validate`; None where it is not plain."""
    asked = {**NOTHING, "day": None}
    rest = iter(arguments)
    for one in rest:
        if one in FLAGS:
            name, meant = FLAGS[one]
            asked[name] = meant
        elif one in ONCE or one in SEVERAL:
            value = next(rest, "")
            if value.startswith("-") or not value:
                return None
            if one in SEVERAL:
                asked[SEVERAL[one]] = (*asked[SEVERAL[one]], value)
            elif ONCE[one] != "jobs":
                asked[ONCE[one]] = value
            elif value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS and int(value):
                asked["jobs"] = int(value)
            else:
                return None
        elif one.startswith("-") or not one or (os.name == "nt" and EXPANDED & set(one)):
            return None
        else:
            asked["paths"] = (*asked["paths"], Path(one))
    return Asked(**{**asked, "day": day_of(asked["day"])})
