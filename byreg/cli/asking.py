"""Ask on a terminal for what was not given; in a script, say which option is missing."""

import sys
from collections.abc import Sequence

from byreg.errors import ByregError


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, option: str, *, needed: bool = True, choices: Sequence[str] = ()) -> str | None:
    """Return the answer to a question; None for an empty one to what is not needed.

    Raises ByregError where something needed is missing and nobody can be asked.
    """
    if not can_ask():
        if needed:
            hint = f"Choose from: {', '.join(choices[:20])}." if choices else "It is asked for on a terminal only."
            raise ByregError(f"{option} is needed", hint)
        return None
    import typer

    shown = f"{question} ({', '.join(choices[:12])})" if choices else question
    while True:
        answer: str = typer.prompt(shown, default="", show_default=False, err=True).strip()
        if answer and choices and answer not in choices:
            from byreg.suggest import suggestion

            print(suggestion(answer, choices), file=sys.stderr)
            continue
        if answer or not needed:
            return answer or None
        print("This is needed.", file=sys.stderr)


def agree(question: str) -> bool:
    """Return whether somebody at a terminal says yes; without a terminal nobody does."""
    if not can_ask():
        return False
    import typer

    return bool(typer.confirm(question, default=False, err=True))
