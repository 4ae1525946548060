"""Start byreg: `--version` is answered before anything heavy is imported."""

import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        from byreg import __version__

        print(f"byreg {__version__}")
        return
    from byreg.cli.app import run

    run()


if __name__ == "__main__":
    main()
