"""Libraries that come with an extra, asked for where they are used."""

from importlib import import_module
from types import ModuleType

from byreg.errors import ByregError

WHAT = {"office": "Workbooks", "ical": "Calendars"}


def needed(name: str, extra: str, what: str = "") -> ModuleType:
    """Return a library that `what` needs; ByregError says how to install it where it is missing."""
    try:
        return import_module(name)
    except ImportError:
        raise ByregError(
            f"{what or WHAT[extra]} need the extra '{extra}'", f"Install it: pip install 'byreg[{extra}]'."
        ) from None
