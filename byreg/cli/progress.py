"""How far long work has come, told on a terminal only."""

import sys
import time

PATIENCE = 1.0  # seconds before anything is told
PAUSE = 0.1  # seconds between two tellings


class FilesOnTerminal:
    """Told how many files are done, and shows it on standard error where that is a terminal; called with the number so far."""

    def __init__(self) -> None:
        self.began = self.told = time.monotonic()
        self.shown = ""

    def __call__(self, number: int) -> None:
        now = time.monotonic()
        if now - self.began > PATIENCE and now - self.told > PAUSE and sys.stderr.isatty():
            self.told, self.shown = now, f"{number} files"
            show(self.shown)

    def close(self) -> None:
        """Take back what was shown."""
        if self.shown:
            show(f"{' ' * len(self.shown)}\r")


def show(text: str) -> None:
    """Write over the line; a terminal that is gone is no reason to stop."""
    try:
        print(f"\r{text}", end="", file=sys.stderr, flush=True)
    except OSError:
        return
