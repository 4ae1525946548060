"""The one way to say "cannot go on": wrong data is a Diagnostic, never one of these."""


class ByregError(Exception):
    """Something outside the plans' content stops the command; `cli` prints it and exits 2.

    `message` says what is wrong, `hint` what to do next; both are one line each.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
