"""Start byreg: what can be answered before anything heavy is imported is."""

import atexit
import gc
import os
import sys

# Objects made before Python looks for garbage in rings. A run makes a great many that stay to its end, and next to none
# that are garbage: by its own measure, a tenth of the time would go into looking.
MANY = 200_000


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from byreg import __version__

        try:
            print(f"byreg {__version__}", flush=True)
        except OSError:
            sys.exit("byreg: the version cannot be written")
        return
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some takes a while, and none is wanted
    gc.set_threshold(MANY)
    atexit.register(gc.freeze)  # nor for what is left at the end, when the process takes all of it along
    if sys.argv[1:2] == ["validate"]:
        from byreg.cli.again import say_again

        code = say_again(sys.argv[1:])
        if code is not None:
            sys.exit(code)
    from byreg.cli.postponed import postpone

    postpone()
    if sys.argv[1:2] == ["validate"]:
        from byreg.cli.ending import run_to_the_end

        run_to_the_end(validate)
    from byreg.cli.app import run

    run()


def validate() -> None:
    """Run `byreg validate`: at once where the command line is plain."""
    from byreg.cli.plainly import asked_plainly

    asked = asked_plainly(sys.argv[2:])
    if asked is None:
        from byreg.cli.app import app

        app()
    else:
        from byreg.cli.validation import run

        sys.exit(run(asked))


if __name__ == "__main__":
    main()
