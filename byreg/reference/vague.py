"""Words that make a goal sound like one while anything fulfils it, in bokmål and nynorsk."""

import re

# each stands for all its forms where it ends in *; both written forms of Norwegian side by side
PHRASES = (
    "arbeide for", "arbeide med", "arbeida for", "arbeida med", "jobbe for", "jobbe med", "jobba for", "jobba med",
    "bidra til", "bidra med", "medvirke til", "medverke til", "legge til rette", "leggje til rette",
    "tilrettelegge*", "søke å", "ønske* å", "ta sikte på", "ha fokus på", "sette fokus på", "økt fokus", "auka fokus",
    "fokusere på", "være en pådriver", "vere ein pådrivar", "pådriver*", "pådrivar*", "stimulere til", "oppmuntre til",
    "styrke*", "videreutvikl*", "vidareutvikl*", "utvikle", "utvikling av", "fremme*", "bevisstgjør*", "synliggjør*",
    "optimalisere*", "effektivisere*", "mer attraktiv*", "meir attraktiv*", "attraktiv*", "robust*", "levende", "levande",
    "god", "gode", "godt", "bedre", "betre", "best mulig", "best mogleg", "størst mulig", "størst mogleg", "i større grad", "i størst mulig grad",
    "helhetlig*", "heilskapleg*", "strategisk*", "tettere samarbeid", "tettare samarbeid", "økt samarbeid", "auka samarbeid",
    "delta aktivt", "aktivt", "samhandling", "samspill", "samspel", "kultur for", "delingskultur",
    "mangfold*", "mangfald*", "nyskapende", "nyskapande", "innovativ*", "framtidsrett*", "fremtidsrett*", "helst", "så langt som mulig",
)  # fmt: skip


def as_pattern(phrase: str) -> str:
    body = re.escape(phrase.removesuffix("*")).replace(r"\ ", r"\s+")
    return body + (r"\w*" if phrase.endswith("*") else "")


VAGUE = re.compile(
    rf"\b(?:{'|'.join(as_pattern(one) for one in sorted(PHRASES, key=len, reverse=True))})\b", re.IGNORECASE
)
