"""6xx: municipalities, their codes, and who takes part."""

from byreg.codes.code import WEAKNESS, Code, entry

CODES: tuple[Code, ...] = (
    entry(
        "BY601", "unknown-code", "error",
        message="{code} has never been a municipality code",
        hint="{suggestion}",
        demand="A municipality code is one that Statistics Norway has registered.",
        why="Figures are fetched and compared by code.",
        source="Statistics Norway, KLASS 131",
    ),
    entry(
        "BY602", "code-not-valid", "error",
        message="on {day}, within the plan's period {period}, none of the codes of {name} ({codes}) was valid",
        hint="{suggestion}",
        demand="Each municipality that is a member during a plan's period has a valid code on every day of it.",
        why="After the reforms of 2020 and 2024 an old code finds no figures, or another municipality's.",
        source="Statistics Norway, KLASS 131",
    ),
    entry(
        "BY603", "code-name", "warning",
        message="{code} is the code of {registered}, not of {name}",
        hint="Correct the code or the name.",
        demand="A code belongs to the municipality that has it.",
        why="A code with two digits swapped belongs to somebody else.",
        source="Statistics Norway, KLASS 131",
    ),
    entry(
        "BY604", "code-twice", "error",
        message="{code} is given to both '{id}' and '{other}'",
        hint="A municipality has one id; after a merger use merged_into and give the new code to the new id.",
        demand="A municipality stands once in a region.",
        why="Twice in the list is twice in every sum.",
        source="Statistics Norway, KLASS 131",
    ),
    entry(
        "BY605", "missing-role", WEAKNESS,
        message="the plan's organisation has no {role}, which {programme} requires",
        hint="Add a body or post with 'role: {role}' under 'organisation' in plan.yaml.",
        demand="A plan in a programme fills the roles that the programme requires.",
        why="The programme pays on the condition that somebody owns, steers and leads the work.",
    ),
    entry(
        "BY606", "municipality-outside-region", WEAKNESS,
        message="{name} is no member of the region in the plan's period ({period})",
        hint="Correct its membership in region.yaml, or name an actor that stands for the partner outside.",
        demand="A municipality that has a part in a plan is a member of the region during it.",
        why="'Each municipality' leaves it out, and so does every sum.",
    ),
    entry(
        "BY607", "municipality-twice", "error",
        message="'{id}' and '{other}' are the same municipality: {code} followed {former}",
        hint="Keep one id, with both codes; move what refers to the other.",
        demand="A municipality stands once in a region, with all the codes it has had.",
        why="Under two ids it is counted twice, and its history is cut in two.",
        source="Statistics Norway, KLASS 131",
    ),
)  # fmt: skip
