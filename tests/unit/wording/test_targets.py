"""Each form of target as a sentence."""

from datetime import date
from pathlib import Path

import pytest

from byreg.config import Settings
from byreg.language.language import language
from byreg.load import load_workspace
from byreg.model.indicators import Indicator
from byreg.wording.targets import sentences
from byreg.wording.wording import Wording

REGISTER = load_workspace(Path(__file__).parents[3], Settings()).register
PHASE = REGISTER.phase("sor-troms", "2")


@pytest.mark.parametrize(
    ("fields", "target", "nb", "en"),
    [
        ({"unit": "jobber"}, {"at_least": 10000}, "minst 10 000 jobber", "at least 10,000 jobber"),
        ({"unit": "jobber"}, {"at_most": 5, "by": "2018-spring"}, "høyst 5 jobber innen våren 2018", "at most 5 jobber by spring 2018"),
        ({"scale": "percent"}, {"between": [2.5, 5]}, "2,5 %–5 %", "2.5 %–5 %"),
        ({"unit": "jobber"}, {"net_change": -3, "per": "quarter"}, "netto endring −3 jobber per kvartal", "net change −3 jobber per quarter"),
        ({"scale": "amount"}, {"total": 60000000}, "60 mill. kr til sammen i planperioden", "NOK 60 million in all during the plan"),
        ({}, {"change": 2, "of": "points"}, "en endring på +2 prosentpoeng", "a change of +2 percentage points"),
        ({}, {"change": 1.5, "of": "percent", "compounding": "year"}, "en endring på +1,5 % per år", "a change of +1.5 % per year"),
        ({"scale": "rank"}, {"rank": 10, "group": "NM", "group_size": 356}, "plass 10 av 356 (NM)", "place 10 of 356 (NM)"),
        ({"scale": "rank"}, {"places_gained": 5}, "5 plasser opp", "5 places gained"),
        ({}, {"benchmark": "landet", "relation": "above", "margin": 2}, "over landet +2", "above landet +2"),
        ({}, {"faster_than": "plan-made"}, "vokse raskere enn Regional utviklingsplan er utarbeidet",
         "grow faster than Regional utviklingsplan er utarbeidet"),
        ({}, {"keep_at_least": 4}, "nå og holde minst 4", "reach and keep at least 4"),
        ({"scale": "yes_no"}, {"participants": "all"}, "alle deltakere", "all participants"),
        ({"scale": "yes_no"}, {"participants": 3, "out_of": 7}, "3 av 7 deltakere", "3 of 7 participants"),
        ({}, {"each_unit": {"harstad": {"at_least": 3}}}, "Harstad minst 3", "Harstad at least 3"),
        ({}, {"direction": "decrease"}, "skal ned", "shall decrease"),
        ({"scale": "yes_no"}, {"fulfilled": True}, "Ja", "Yes"),
        ({"scale": "qualitative"}, {"description": "Godt samarbeid"}, "Godt samarbeid", "Godt samarbeid"),
        ({}, {"any_of": {"a": {"at_least": 3}, "b": {"at_most": 1}}}, "ett av disse: minst 3; høyst 1", "one of: at least 3; at most 1"),
        ({}, {"at_least": 3, "tentative": ["at_least"]}, "minst 3 (Usikkert: Minst)", "at least 3 (Uncertain: At least)"),
    ],
)  # fmt: skip
def test_sentences(fields, target, nb, en):
    indicator = Indicator.model_validate({"title": "I", **fields, "targets": {"t": target}})
    for code, expected in (("nb", nb), ("en", en)):
        say = Wording(REGISTER, PHASE, language(code), date(2018, 12, 31))
        (said,) = sentences(say, indicator.targets.values(), indicator)
        assert said.replace("\u00a0", " ") == expected
