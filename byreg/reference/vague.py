"""Words that make a goal sound like one while anything fulfils it, in bokmål and nynorsk; and words that count.

Only wordings that say how somebody feels about an effort, not what is to be there afterwards. Names and
things (a strategic plan, a living room for the arts) are not among them.
"""

import re

FORMS = (
    r"(?:arbei(?:de|da)|jobb[ea])\s+(?:for|med)", r"bidra(?:r)?\s+(?:til|med)", r"med(?:virk|verk)[ea]\s+til",
    r"(?:legg(?:e|er)?|leggj[ea])\s+(?:til\s+)?rette", r"tilrettele?gg(?:e|er|ing|je|ja)?", r"søke\s+å", r"ønske[rt]?\s+å", r"ta\s+sikte\s+på",
    r"(?:ha|sette|setje|setja|økt|auka|større)\s+fokus(?:\s+på)?", r"fokuser[ea]\s+på", r"(?:være|vere|vera)\s+ein?\s+pådriv[ae]r",
    r"stimuler[ea]\s+til", r"oppmuntre\s+til", r"oppmode\s+til", r"satse\s+på", r"bygg[ej]?[ea]?\s+opp\s+under",
    r"styrk(?:e|ja|je|a|er|et|ast|ing)", r"v(?:i|i)d[ea]reutvikl(?:e|a|ing|et)", r"fremm(?:e|er)|fremj[ea]", r"bevisstgj(?:øre|ering|øring|ere|era)",
    r"synle?ig?gj(?:øre|ere|era|øring|ering)", r"synleggj(?:ere|era|ering)", r"optimaliser[ea]", r"effektiviser[ea]", r"sikre\s+(?:god|gode|godt)\w*",
    r"(?:mer|meir)\s+(?:attraktiv|robust|levende|levande|helhetlig|heilskapleg|innovativ|bærekraftig|berekraftig)\w*",
    r"attraktiv\s+region", r"robust[e]?\s+(?:region|kommuner|nærings\w+)", r"best\s+mul?[ei]g|best\s+mogleg", r"størst\s+(?:mulig|mogleg)",
    r"i\s+større\s+grad", r"i\s+størst\s+(?:mulig|mogleg)\s+grad", r"så\s+langt\s+(?:som\s+)?(?:mulig|mogleg)",
    r"(?:tetter[e]|tettare|økt|auka|bedre|betre|styrket|styrka)\s+(?:samarbeid|samhandling|samspill|samspel|dialog|kompetanse|kunnskap)",
    r"(?:bedre|betre)\s+(?:og\s+\w+\s+)?\w+", r"god(?:e|t)?\s+(?:delingskultur|samarbeidskultur|kultur|rammevilkår|utvikling|samarbeid|dialog)",
    r"delta(?:r)?\s+aktivt", r"delingskultur", r"helhetlig\w*|heilskapleg\w*", r"fremtidsrettet\w*|framtidsretta\w*",
)  # fmt: skip
# patterns take a while to make, and many plans need neither
VAGUE = rf"(?i)\b(?:{'|'.join(FORMS)})\b"
NUMBER = r"(?i)\d|\b(?:e[it]t?t?|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tjue|hundre|tusen)\s+\w|\b(?:dobl|halver|tredobl|fordobl)\w*"


def vague_phrase(text: str) -> str | None:
    """Return the first words of a text that anything would fulfil."""
    found = re.search(VAGUE, text)
    return found[0] if found else None


def counts_something(text: str) -> bool:
    return re.search(NUMBER, text) is not None
