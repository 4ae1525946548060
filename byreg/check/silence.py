"""Findings silenced by a comment on their line, and comments that silence nothing."""

from collections.abc import Iterator, Sequence

from byreg.check.choice import Choice
from byreg.codes import BY_CODE, BY_SLUG
from byreg.diagnostic import Diagnostic, Fix, Place
from byreg.load import Workspace
from byreg.source.ignores import Ignore, read_ignores
from byreg.suggest import suggestion

FORM = "Write '# byreg: ignore[BY301] the reason'."


def silence(workspace: Workspace, found: Sequence[Diagnostic], choice: Choice) -> tuple[list[Diagnostic], int]:
    """Return the findings that no comment silences, with those about the comments; and how many were silenced."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in found:
        by_path.setdefault(one.place.path, []).append(one)
    silenced: set[int] = set()
    about: list[Diagnostic] = []
    broken = any(BY_CODE[one.code].structural for one in workspace.diagnostics)
    for path, document in workspace.documents.items():
        for ignore in read_ignores(document):
            problem = problem_of(ignore)
            if problem is not None:
                parameters = {"problem": problem[0], "advice": problem[1]}
                place = Place(path, ignore.line, ignore.column, ignore.end - ignore.start)
                about.append(Diagnostic("BY021", place, parameters))
                continue
            codes = {code_of(name): name for name in ignore.codes or ()}
            hit = [
                one
                for one in by_path.get(path, ())
                if ignore.first <= one.place.line <= ignore.last and one.code in codes
            ]
            silenced.update(id(one) for one in hit)
            if not broken:
                about += unused(path, ignore, codes, {one.code for one in hit}, choice)
    return [*(one for one in found if id(one) not in silenced), *about], len(silenced)


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


def unused(path: str, ignore: Ignore, codes: dict[str, str], used: set[str], choice: Choice) -> Iterator[Diagnostic]:
    """Yield what a comment silences in vain; a code that was not looked for says nothing."""
    vain = [code for code in codes if code not in used and choice.wants(code)]
    if not vain or not choice.wants("BY022"):
        return
    fix = Fix("cut", (ignore.start, ignore.end), safe=True) if len(vain) == len(codes) else None
    place = Place(path, ignore.line, ignore.column, ignore.end - ignore.start)
    yield Diagnostic("BY022", place, {"codes": ", ".join(vain)}, fix=fix)
