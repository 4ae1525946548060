"""Findings silenced by a comment on their line, and comments that silence nothing."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from byreg.check.choice import Choice
from byreg.codes import BY_CODE, BY_SLUG
from byreg.diagnostic import Diagnostic, Fix, Place
from byreg.rules.catalogue import codes_that_need
from byreg.source.document import Document
from byreg.source.ignores import Ignore, read_ignores
from byreg.suggest import suggestion

CHANGING = frozenset(codes_that_need("time", "settings"))
FORM = "Write '# byreg: ignore[BY301] the reason'."


def silence(
    documents: Iterable[Document], found: Sequence[Diagnostic], choice: Choice
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the findings that no comment silences, with those about the comments; and the silenced ones."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in sorted(found, key=lambda one: one.place.line):
        by_path.setdefault(one.place.path, []).append(one)
    silenced: dict[int, Diagnostic] = {}
    about: list[Diagnostic] = []
    for document in documents:
        path = document.path
        here = by_path.get(path, [])
        for ignore in read_ignores(document):
            problem = problem_of(ignore)
            if problem is not None:
                parameters = {"problem": problem[0], "advice": problem[1]}
                about.append(Diagnostic("BY021", place_of(path, ignore), parameters))
                continue
            codes = {code_of(name) for name in ignore.codes or ()}
            hit = [one for one in on_lines(here, ignore.first, ignore.last) if one.code in codes]
            silenced |= {id(one): one for one in hit}
            about += unused(path, ignore, codes - {one.code for one in hit}, len(codes), choice=choice)
    return [*(one for one in found if id(one) not in silenced), *about], list(silenced.values())


def on_lines(found: Sequence[Diagnostic], first: int, last: int) -> Sequence[Diagnostic]:
    """Return the findings on some lines; they come in the order of their lines."""
    start = bisect_left(found, first, key=lambda one: one.place.line)
    return found[start : bisect_right(found, last, key=lambda one: one.place.line)]


def place_of(path: str, ignore: Ignore) -> Place:
    return Place(path, ignore.line, ignore.column, ignore.end - ignore.start)


def code_of(name: str) -> str:
    by_name = BY_SLUG.get(name.lower())
    return by_name.code if by_name else name.upper()


def problem_of(ignore: Ignore) -> tuple[str, str] | None:
    """Return why a comment can silence nothing, and how to mend it; None where it can."""
    if not ignore.codes:
        return "it is in no form that byreg reads", FORM
    for name in ignore.codes:
        code = BY_CODE.get(code_of(name))
        if code is None:
            return f"there is no code '{name}'", suggestion(name, [*BY_CODE, *BY_SLUG])
        if code.structural or code.guard:
            return f"{code.code} cannot be silenced by a comment", "Mend what it says, and remove the comment."
    if not ignore.reason:
        return "it gives no reason", FORM
    return None


def unused(path: str, ignore: Ignore, idle: set[str], named: int, *, choice: Choice) -> Iterator[Diagnostic]:
    """Yield what a comment silences in vain.

    A code that was not looked for here says nothing, nor does one that comes and goes as time passes.
    """
    vain = sorted(code for code in idle if choice.counts(code, path) and code not in CHANGING)
    if not vain or not choice.counts("BY022", path):
        return
    fix = Fix("cut", (ignore.start, ignore.end), safe=True) if len(vain) == named else None
    yield Diagnostic("BY022", place_of(path, ignore), {"codes": ", ".join(vain)}, fix=fix)
