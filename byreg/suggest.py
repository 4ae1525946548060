"""Find the valid name that somebody probably meant."""

import re
from collections.abc import Iterable

MOST_COMPARED = 1000
MOST_CHOICES = 20  # a longer list helps nobody who reads a terminal


def nearest(name: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like `name`, or None where nothing is near."""
    from difflib import get_close_matches

    names = sorted(set(choices))
    wanted = name.casefold()[:100]
    folded = {choice.casefold(): choice for choice in reversed(names)}
    if len(folded) > MOST_COMPARED:  # comparing is slow; a typo seldom hits the first letter
        folded = {
            key: choice for key, choice in folded.items() if key[:1] == wanted[:1] and abs(len(key) - len(wanted)) <= 2
        }
    match = get_close_matches(wanted, list(folded)[:MOST_COMPARED], n=1, cutoff=0.6)
    return folded[match[0]] if match else None


def suggestion(name: str, choices: Iterable[str]) -> str:
    """Return one sentence: the nearest valid name, else the valid names."""
    names = list(dict.fromkeys(choices))
    match = nearest(name, names)
    if match is not None:
        return f"Did you mean '{match}'?"
    if not names:
        return "There is none to choose from."
    shown = ", ".join(names[:MOST_CHOICES])
    more = len(names) - MOST_CHOICES
    return f"Choose from: {shown}{f' and {more} more' if more > 0 else ''}."


def as_id(name: str) -> str:
    """Return the id that people would make of a name: `Sør-Odal` becomes `sor-odal`."""
    folded = name.lower().replace("æ", "ae").translate(str.maketrans("øåšŋčđžáéüöä", "oasncdzaeuoa"))
    return "-".join(re.findall(r"[a-z0-9]+", folded))
