"""How a run ends: with its exit code, and every failure as one clear line."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from byreg.cli.defused import defused
from byreg.errors import ByregError
from byreg.printable import printable

LONGEST = 1000


def run_to_the_end(work: Callable[[], object]) -> None:
    """Do some work and exit: 0 clean, 1 errors found, 2 could not do it."""
    open_streams()
    try:
        work()
        sys.stdout.flush()
    except SystemExit:
        finish()
        raise
    except ByregError as error:
        fail(error)
    except BrokenPipeError:
        silence()
        sys.exit(1)
    except OSError as error:
        silence()
        problem = (error.strerror or type(error).__name__).lower()
        fail(ByregError(f"the system says: {problem}", "Look at the folder, the path and the output."))
    except KeyboardInterrupt:
        sys.exit(130)


def open_streams() -> None:
    """Make sure that there is somewhere to print, in UTF-8 whatever the locale says."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for the whole run
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def finish() -> None:
    """Print what is still waiting; a full disk or a closed pipe is no traceback."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
    except OSError as error:
        silence()
        fail(ByregError(f"the output cannot be written: {(error.strerror or '').lower()}", "Look at where it goes."))


def silence() -> None:
    """Send what is left of the output nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(error: ByregError) -> None:
    """Print what is wrong and what to do next on standard error; exit 2."""
    from byreg.personal import masked

    message, hint = (printable(defused(masked(text)), LONGEST) for text in (error.message, error.hint))
    print(f"byreg: {message}" + (f"\n  hint: {hint}" if hint else ""), file=sys.stderr)
    sys.exit(2)
