"""Start byreg: `--version` is answered before anything heavy is imported."""

import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from byreg import __version__

        try:
            print(f"byreg {__version__}", flush=True)
        except OSError:
            sys.exit("byreg: the version cannot be written")
        return
    from byreg.cli.app import run

    run()


if __name__ == "__main__":
    main()
