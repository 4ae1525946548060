"""Where output goes: styled on a terminal, plain in a pipe, never wrapped by us there."""

import sys

from rich.console import Console

WIDE = 10_000  # in a pipe nothing is folded: the reader's tools decide


def stdout() -> Console:
    """Return a console on standard output."""
    terminal = sys.stdout.isatty()
    return Console(highlight=False, emoji=False, markup=False, width=None if terminal else WIDE)


def stderr() -> Console:
    return Console(stderr=True, highlight=False, emoji=False, markup=False, soft_wrap=True)
