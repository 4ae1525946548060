"""Numbers and the parts of a plan that are counted, in bokmål and nynorsk."""

import re

from byreg.reference.letters import folded

NUMBERS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "elleve": 11,
    "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15,
}  # fmt: skip
# what is counted → the kind of record; everyday words such as "tiltak" mostly mean some of them, or others'
NOUNS = {
    "hovedmål": "main", "hovudmål": "main", "prosjektmål": "project", "delmål": "sub", "effektmål": "outcome",
    "resultatmål": "output", "satsingsområder": "focus_area", "satsingsområde": "focus_area", "innsatsområder": "focus_area",
    "innsatsområde": "focus_area", "målsettinger": "objective", "målsetjingar": "objective",
    "deltakerkommuner": "participant", "deltakarkommunar": "participant", "medlemskommuner": "municipality",
    "medlemskommunar": "municipality",
}  # fmt: skip
# patterns take a while to make, and many plans need none
COUNT = rf"(?i)(?<![\w§,.–-])(?P<number>{'|'.join(NUMBERS)}|[2-9]|[1-9][0-9])[ \u00a0](?P<noun>{'|'.join(sorted(NOUNS, key=len, reverse=True))})\b"
# words right before a number that make it another's, a part, or no count at all
OTHERWISE = (
    r"(?i)(?:\b(?:over|under|inntil|opptil|opp til|minst|mer enn|meir enn|om lag|ca\.?|rundt|hver|hvert|kvar|kvart|av|nr\.?|tabell|kapittel|kap\.?"
    r"|fase|vedlegg|til|og|et|ett|eitt)|§)[ \u00a0]*$|(?<![-\w])(?!(?:handlings|utviklings)?(?:planen|programmet|strategien|prosjektet)\b)\w+"
    r"(?:planen|programmet|strategien|prosjektet|plan|nettverket)\b[^.!?]*$"
)
BEFORE = 120  # characters of the sentence that are looked at


def number_of(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text.casefold()]


def counts_of_the_plan(text: str) -> list[re.Match[str]]:
    """Return the places where a text says how many of something its own plan has."""
    found: list[re.Match[str]] = []
    letters = folded(text)
    if not any(noun in letters for noun in NOUNS):  # as in most texts, and sooner seen
        return found
    for match in re.finditer(COUNT, text):
        if not re.search(OTHERWISE, text[max(0, match.start() - BEFORE) : match.start()]):
            found.append(match)
    return found
