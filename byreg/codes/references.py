"""2xx: references, ids, tags and words."""

from byreg.codes.code import Code, entry

CODES: tuple[Code, ...] = (
    entry(
        "BY201", "dangling-reference", "error",
        message="'{reference}' names nothing that '{key}' can refer to",
        hint="{suggestion}",
        demand="A reference names a record that exists, in this phase, this region, or by its full address.",
        why="A reference to nothing breaks the chain from goal to action, and nobody notices.",
    ),
    entry(
        "BY202", "duplicate-id", "error",
        message="the id '{id}' is already used by {other}",
        hint="Give one of the two another id.",
        demand="An id is unique within a phase across all kinds of record; actors and municipalities share one set.",
        why="A reference by id must have one answer.",
    ),
    entry(
        "BY203", "former-id-reused", "error",
        message="'{id}' was formerly the id of {other}",
        hint="Choose an id that has never been used.",
        demand="A former id is never used for another record.",
        why="Old reports and links would then point at something else.",
    ),
    entry(
        "BY204", "wrong-kind", "error",
        message="'{reference}' is a {kind}; '{key}' takes {wanted}",
        hint="{suggestion}",
        demand="A reference names a record of a kind that the key can refer to.",
        why="A goal that is measured by an action, or an action led by a goal, makes no sense in a report.",
    ),
    entry(
        "BY205", "reference-cycle", "error",
        message="'{id}' comes back to itself: {chain}",
        hint="Break the ring by removing one of these references.",
        demand="Parents, dependencies and continuations never come back to where they began.",
        why="A ring has no first link: nothing in it can be ordered, summed or reported.",
    ),
    entry(
        "BY206", "unknown-tag", "warning",
        message="the tag '{tag}' is in no tag set of the plan",
        hint="{suggestion} Or declare it under tag_sets in plan.yaml.",
        demand="A tag is built in (`live`, `work`, `visit`) or declared in one of the plan's tag sets.",
        why="Tags group and count; two spellings of one tag make two groups.",
    ),
    entry(
        "BY207", "unknown-word", "error",
        message="'{word}' is not one of the plan's own words for {meaning}",
        hint="{suggestion} Declare it under words in plan.yaml.",
        demand="A plan's own word for a level or status is declared under `words` and means what the record says.",
        why="Reports show the plan's word; the figures go by ours. The two must agree.",
    ),
    entry(
        "BY208", "unknown-tentative", "error",
        message="'tentative' names '{name}', which is no key of this record",
        hint="{suggestion}",
        demand="`tentative` lists keys of its own record.",
        why="A doubt about a key that does not exist is shown nowhere.",
    ),
    entry(
        "BY209", "untitled-section", "warning",
        message="the section '{id}' has no title and is none that byreg knows",
        hint="{suggestion} Or give it a title.",
        demand="A section has a title, or one of the known ids: `background`, `purpose`, `scope` and so on.",
        why="The report would print the id as a heading.",
    ),
    entry(
        "BY210", "goals-too-deep", "error",
        message="'{id}' stands more than {limit} levels below its top goal",
        hint="Let it name a parent nearer to the top.",
        demand="Goals nest at most 20 levels deep.",
        why="Nobody can read a deeper tree; plans have three or four levels.",
    ),
    entry(
        "BY211", "unfitting-previous", "warning",
        message="'previous' says that '{key}' was '{value}', which does not fit the record",
        hint="Write the key path below the record, such as targets.yearly.net_change, and a value that the key takes.",
        demand="A key path in `previous` leads to a key of its record (or to a target that was of another form), and the value is of its kind.",
        why="What was before is what a comparison of two days tells; a value that fits nowhere is lost.",
    ),
)  # fmt: skip
