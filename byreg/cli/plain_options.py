"""The options of `byreg validate` that are read without Typer, said where that costs no import."""

# the name of what is asked, and what it then is
FLAGS = {
    "-q": ("quiet", True),
    "--quiet": ("quiet", True),
    "--strict": ("strict", True),
    "--no-strict": ("strict", False),
    "--statistics": ("statistics", True),
    "--cache": ("cache", True),
    "--no-cache": ("cache", False),
}
ONCE = {
    "--format": "format",
    "--profile": "profile",
    "--against": "against",
    "--as-of": "day",
    "--jobs": "jobs",
    "-j": "jobs",
}
SEVERAL = {"--select": "select", "--ignore": "ignore"}
# those whose answers can be given again: they only choose and show
SAID_AGAIN = frozenset(
    (
        "-q",
        "--quiet",
        "--strict",
        "--no-strict",
        "--statistics",
        "--format",
        "--profile",
        "--as-of",
        "--select",
        "--ignore",
    )
)
