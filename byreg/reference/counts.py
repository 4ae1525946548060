"""Numbers and the things that plans count, in bokmål and nynorsk."""

import re

NUMBERS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "elleve": 11,
    "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15,
}  # fmt: skip
# what is counted → the kind of record; words that may mean some of them only when they say so
NOUNS = {
    "hovedmål": "main", "hovudmål": "main", "prosjektmål": "project", "delmål": "sub", "effektmål": "outcome",
    "resultatmål": "output", "satsingsområder": "focus_area", "satsingsområde": "focus_area", "innsatsområder": "focus_area",
    "innsatsområde": "focus_area", "målsettinger": "objective", "målsetjingar": "objective", "strategier": "strategy",
    "strategiar": "strategy", "tiltak": "action", "milepæler": "milestone", "milepælar": "milestone",
    "indikatorer": "indicator", "indikatorar": "indicator", "deltakerkommuner": "municipality", "deltakarkommunar": "municipality",
    "medlemskommuner": "municipality", "medlemskommunar": "municipality",
}  # fmt: skip
COUNT = re.compile(
    rf"\b(?P<number>{'|'.join(NUMBERS)}|[2-9]|[1-9][0-9])[ \u00a0](?P<noun>{'|'.join(sorted(NOUNS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)


def number_of(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text.casefold()]
