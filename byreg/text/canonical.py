"""When two values are the same."""

import json

from byreg.source.meaning import Plain


def canonical(value: Plain) -> str:
    """Return a value as text that tells 1 from true and 1.0, with keys in order of the alphabet."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
