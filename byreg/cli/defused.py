"""Text from strangers on a build server's log, which obeys what looks like a command."""

import os
import re

COMMAND = re.compile(r"^(\s*):(?=:)", re.MULTILINE)


def defused(text: str) -> str:
    """Return text that GitHub's runner takes for text: it obeys `##[…]` anywhere, and `::…::` at the start of a line."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    return COMMAND.sub(r"\1: ", text.replace("##[", "# #["))
