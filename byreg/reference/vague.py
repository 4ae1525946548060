"""Words that make a goal sound like one while anything fulfils it, in bokmål and nynorsk; and words that count.

Only wordings that say how somebody feels about an effort, not what is to be there afterwards. Names and
things (a strategic plan, a living room for the arts) are not among them.
"""

import re
from operator import itemgetter

from byreg.reference.letters import folded

# each form, behind what stands in whatever has it
FORMS = (
    ("arbei", r"arbei(?:de|da)\s+(?:for|med)"), ("jobb", r"jobb[ea]\s+(?:for|med)"), ("bidra", r"bidra(?:r)?\s+(?:til|med)"),
    ("virk", r"medvirk[ea]\s+til"), ("verk", r"medverk[ea]\s+til"), ("rette", r"(?:legg(?:e|er)?|leggj[ea])\s+(?:til\s+)?rette"),
    ("tilrettel", r"tilrettele?gg(?:e|er|ing|je|ja)?"), ("søke", r"søke\s+å"), ("ønske", r"ønske[rt]?\s+å"), ("sikte", r"ta\s+sikte\s+på"),
    ("fokus", r"(?:ha|sette|setje|setja|økt|auka|større)\s+fokus(?:\s+på)?"), ("fokuser", r"fokuser[ea]\s+på"),
    ("pådriv", r"(?:være|vere|vera)\s+ein?\s+pådriv[ae]r"), ("stimuler", r"stimuler[ea]\s+til"), ("oppmuntre", r"oppmuntre\s+til"),
    ("oppmode", r"oppmode\s+til"), ("satse", r"satse\s+på"), ("under", r"bygg[ej]?[ea]?\s+opp\s+under"),
    ("styrk", r"styrk(?:e|ja|je|a|er|et|ast|ing)"), ("reutvikl", r"vid[ea]reutvikl(?:e|a|ing|et)"), ("fremm", r"fremm(?:e|er)"), ("fremj", r"fremj[ea]"),
    ("bevisstgj", r"bevisstgj(?:øre|ering|øring|ere|era)"), ("synl", r"synle?ig?gj(?:øre|ere|era|øring|ering)"), ("synleggj", r"synleggj(?:ere|era|ering)"),
    ("optimaliser", r"optimaliser[ea]"), ("effektiviser", r"effektiviser[ea]"), ("sikre", r"sikre\s+(?:god|gode|godt)\w*"),
    *((word, rf"(?:mer|meir)\s+{word}\w*")
      for word in ("attraktiv", "robust", "levende", "levande", "helhetlig", "heilskapleg", "innovativ", "bærekraftig", "berekraftig")),
    ("attraktiv", r"attraktiv\s+region"), ("robust", r"robust[e]?\s+(?:region|kommuner|nærings\w+)"), ("best", r"best\s+mul?[ei]g|best\s+mogleg"),
    ("størst", r"størst\s+(?:mulig|mogleg)"), ("grad", r"i\s+større\s+grad"), ("grad", r"i\s+størst\s+(?:mulig|mogleg)\s+grad"),
    ("langt", r"så\s+langt\s+(?:som\s+)?(?:mulig|mogleg)"),
    *((word, rf"(?:tettere|tettare|økt|auka|bedre|betre|styrket|styrka)\s+{word}")
      for word in ("samarbeid", "samhandling", "samspill", "samspel", "dialog", "kompetanse", "kunnskap")),
    ("bedre", r"bedre\s+(?:og\s+\w+\s+)?\w+"), ("betre", r"betre\s+(?:og\s+\w+\s+)?\w+"),
    ("god", r"god(?:e|t)?\s+(?:delingskultur|samarbeidskultur|kultur|rammevilkår|utvikling|samarbeid|dialog)"),
    ("delta", r"delta(?:r)?\s+aktivt"), ("delingskultur", r"delingskultur"), ("helhetlig", r"helhetlig\w*"), ("heilskapleg", r"heilskapleg\w*"),
    ("fremtidsrettet", r"fremtidsrettet\w*"), ("framtidsretta", r"framtidsretta\w*"),
)  # fmt: skip
NUMBER = r"(?i)\d|\b(?:e[it]t?t?|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tjue|hundre|tusen)\s+\w|\b(?:dobl|halver|tredobl|fordobl)\w*"


def vague_phrase(text: str) -> str | None:
    """Return the first words of a text that anything would fulfil."""
    letters = folded(text)
    # patterns take a while to make, and few are needed
    forms = [re.search(rf"(?i)\b(?:{form})\b", text) for needed, form in FORMS if needed in letters]
    return min(((found.start(), found[0]) for found in forms if found), key=itemgetter(0), default=(0, None))[1]


def counts_something(text: str) -> bool:
    return re.search(NUMBER, text) is not None
