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
            print(f"\r{self.shown}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Take back what was shown."""
        if self.shown:
            print(f"\r{' ' * len(self.shown)}\r", end="", file=sys.stderr, flush=True)
