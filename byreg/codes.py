"""Every diagnostic byreg can give: its code, its sentence, and its documentation, once.

Hundreds are families: 0xx file and syntax, 1xx schema, 2xx references, 5xx time, 6xx municipality
codes, 7xx decisions and amendments. A code that has been released is never used for anything else.
"""

from dataclasses import dataclass

from byreg.diagnostic import Diagnostic, Severity
from byreg.printable import printable


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. `message` and `hint` are filled with the diagnostic's parameters."""

    code: str
    slug: str
    severity: Severity
    message: str
    hint: str
    demand: str
    why: str
    source: str = ""


def entry(
    code: str, slug: str, severity: Severity, *, message: str, hint: str, demand: str, why: str, source: str = ""
) -> Code:
    return Code(code, slug, severity, message, hint, demand, why, source)


CODES: tuple[Code, ...] = (
    # 0xx: file and syntax
    entry(
        "BY001", "unknown-file", "error",
        message="'{name}' is not a file that byreg knows here",
        hint="{suggestion} Move other files out of the plans folder.",
        demand="Every YAML file under `plans/` has one of the known names, in the folder where it belongs.",
        why="A misspelt `target.yaml` would otherwise be ignored in silence, and its targets with it.",
    ),
    entry(
        "BY002", "unreadable-file", "error",
        message="the file cannot be read: {problem}",
        hint="Make it an ordinary file that you may read.",
        demand="Each plan file is an ordinary file, readable by the one who runs byreg.",
        why="A folder, a broken link or a link that leads out of the workspace in a plan file's place hides the plan.",
    ),
    entry(
        "BY003", "file-too-large", "error",
        message="the file is {size} MB; the limit is {limit} MB",
        hint="Split the action table into files under actions/, and keep attachments elsewhere.",
        demand="A plan file is at most 8 MB.",
        why="No plan written by people comes near it; a file that does was put there by accident or to do harm.",
    ),
    entry(
        "BY004", "not-utf8", "error",
        message="byte {byte} cannot be read as UTF-8",
        hint="Save the file as UTF-8; it seems to be in an older Windows or Mac encoding.",
        demand="Plan files are UTF-8.",
        why="æ, ø, å and Sámi letters survive on every machine only in UTF-8.",
    ),
    entry(
        "BY005", "byte-order-mark", "error",
        message="the file begins with a byte order mark",
        hint="Save the file as 'UTF-8' rather than 'UTF-8 with BOM'.",
        demand="Plan files carry no byte order mark.",
        why="The mark is invisible, ends up in the first key for many tools, and makes differences nobody sees.",
    ),
    entry(
        "BY006", "empty-file", "error",
        message="the file holds nothing",
        hint="Begin with 'schema: 1', or delete the file.",
        demand="A plan file holds at least its schema version.",
        why="An empty file is most often a save that failed.",
    ),
    entry(
        "BY007", "file-missing", "error",
        message="the folder has no {name}",
        hint="Add {folder}/{name} with at least {keys}.",
        demand="Each region's folder holds a `region.yaml`, each phase's a `plan.yaml`.",
        why="Targets and actions belong to a plan; without its period nothing can be said of them.",
    ),
    entry(
        "BY008", "actions-twice", "error",
        message="the phase has both actions.yaml and the folder actions/",
        hint="Keep one of them: the file, or a folder with a file for each owner.",
        demand="A phase has one action table: `actions.yaml`, or files in `actions/`.",
        why="Two places for the same table drift apart.",
    ),
    entry(
        "BY009", "folder-name", "error",
        message="the folder name '{name}' is no id",
        hint="Use small letters a-z, digits and single hyphens, such as '{example}'.",
        demand="Region and phase folders are named by ids: small letters a-z, digits and hyphens.",
        why="The folder name is the region's and the phase's address in every command and reference.",
    ),
    entry(
        "BY010", "yaml-syntax", "error",
        message="this is not valid YAML: {problem}",
        hint="{advice}",
        demand="The file is valid YAML 1.2.",
        why="A file that cannot be parsed says nothing.",
        source="YAML 1.2.2",
    ),
    entry(
        "BY011", "tab-indentation", "error",
        message="a tab is used for indentation",
        hint="Use two spaces for each level; set your editor to insert spaces.",
        demand="Indentation is made of spaces.",
        why="YAML forbids tabs there, since editors disagree on how wide they are.",
        source="YAML 1.2.2, section 6.1",
    ),
    entry(
        "BY012", "duplicate-key", "error",
        message="the key '{key}' stands twice in the same mapping",
        hint="Give one of them another id, or merge the two.",
        demand="A key stands once in its mapping.",
        why="Most YAML readers keep the last one and lose the first in silence.",
        source="YAML 1.2.2, section 3.2.1.3",
    ),
    entry(
        "BY013", "several-documents", "error",
        message="a second YAML document begins here",
        hint="Remove the '---' line, or move what follows to a file of its own.",
        demand="A file holds one YAML document.",
        why="Everything after the second `---` is overlooked by people and by many tools.",
    ),
    entry(
        "BY014", "yaml-tag", "error",
        message="the tag '{tag}' is not allowed",
        hint="Write the plain value; put text with a leading '!' in quotes.",
        demand="Plan files use no YAML tags.",
        why="A tag asks the reader to build an object, which is how YAML files have been made to run code.",
    ),
    entry(
        "BY015", "too-much-content", "error",
        message="with its aliases spelled out the file holds more than {limit} values",
        hint="Write repeated content once and refer to it by id; split very long tables.",
        demand="A file holds at most 400,000 values, aliases counted as what they stand for.",
        why="A few lines of aliases that refer to aliases can grow to billions of values.",
    ),
    entry(
        "BY016", "too-deep", "error",
        message="the content is nested more than {limit} levels deep",
        hint="Look for brackets that were opened and not closed.",
        demand="Content is nested at most 40 levels deep.",
        why="Plans need ten; deeper files are damaged or hostile.",
    ),
    entry(
        "BY017", "key-not-text", "error",
        message="a key must be plain text, not a list, a mapping or an alias",
        hint="Write the key as a word; a value that begins with [, {{ or * needs quotes.",
        demand="Keys are text.",
        why="Other keys cannot be addressed, and most often come from a missing quote.",
    ),
    entry(
        "BY018", "swallowed-comment", "error",
        message="the value of '{key}' ends where '#' begins a comment",
        hint="Put the value in quotes if '#' belongs to it; a comment stands two spaces or more behind the value.",
        demand="A value with ` #` in it stands in quotes, and a comment at least two spaces behind a value.",
        why="YAML reads ` #` as the start of a comment, and the text disappears.",
        source="YAML 1.2.2, section 6.6",
    ),
    entry(
        "BY019", "swallowed-comma", "error",
        message="the comma made '{key}' a key of its own",
        hint="Put the text in quotes, or write it on a line of its own instead of inside {{ }}.",
        demand="Text with a comma inside `{ }` stands in quotes.",
        why="Inside `{ }` a comma ends the value; what follows becomes a new key with no value.",
        source="YAML 1.2.2, section 7.4",
    ),
    entry(
        "BY020", "merge-conflict", "error",
        message="two branches changed this to different things, and nobody has chosen yet",
        hint="Keep one of the two between '<<<<<<<' and '>>>>>>>' (or write what both come to), and delete the three marker lines.",
        demand="No plan file holds git's conflict markers.",
        why="Until someone chooses, the file says two things at once.",
        source="git-merge",
    ),
    # 1xx: schema
    entry(
        "BY101", "unknown-key", "error",
        message="'{key}' is not a key of {record}",
        hint="{suggestion}",
        demand="A record has only the keys of the schema.",
        why="A misspelt key would be overlooked, and its content with it.",
    ),
    entry(
        "BY102", "missing-key", "error",
        message="{record} lacks the key '{key}'",
        hint="Add '{add}' here{more}.",
        demand="The few keys that a record cannot do without are there.",
        why="Without a title, a period or a kind nobody can tell what the record is.",
    ),
    entry(
        "BY103", "wrong-type", "error",
        message="'{key}' must be {expected}, not {got}",
        hint="{advice}",
        demand="Each value is of the type that the schema says.",
        why="YAML guesses types: a year, a label or a code is a number unless quoted.",
    ),
    entry(
        "BY104", "invalid-value", "error",
        message="'{value}' is not a value of '{key}'",
        hint="{suggestion}",
        demand="A value is one of those the schema allows.",
        why="Words that everybody spells in a different way cannot be counted or compared.",
    ),
    entry(
        "BY105", "invalid-period", "error",
        message="{problem}",
        hint="{advice}",
        demand="Dates are written in one of the forms of byreg, as precise as they are known.",
        why="A date that cannot be read can be neither ordered nor overdue.",
        source="EDTF, ISO 8601-2:2019",
    ),
    entry(
        "BY106", "unquoted-code", "error",
        message="the municipality code {raw} is read as a number",
        hint='Write it in quotes: "{quoted}".',
        demand="Municipality codes stand in quotes.",
        why="Unquoted, `0402` becomes the number 402, which is no code.",
        source="YAML 1.2.2, section 10.3; Statistics Norway, KLASS 131",
    ),
    entry(
        "BY107", "invalid-id", "error",
        message="'{value}' is no {what}",
        hint="{advice}",
        demand="Ids are small letters a-z, digits and single hyphens; references are `id` or `region/phase/id`.",
        why="Ids stand in addresses, file names and links, on every system.",
    ),
    entry(
        "BY108", "schema-version", "error",
        message="this byreg reads schema version 1, not {value}",
        hint="Write 'schema: 1', or use the byreg that the file was written for.",
        demand="Each file states the schema version it was written for.",
        why="A later version may give the same key another meaning.",
    ),
    entry(
        "BY109", "target-form", "error",
        message="'{key}' has no form of target",
        hint="{suggestion}",
        demand="A target has one of the forms: a level, a net change, a sum, a change, a rank and so on.",
        why="A target that has no form cannot be missed.",
    ),
    entry(
        "BY110", "contradiction", "error",
        message="{problem}",
        hint="{advice}",
        demand="What a record says agrees with itself: a value or a reason why there is none; values that fit the scale.",
        why="A record that says two things at once will be read as the one that suits.",
    ),
    # 2xx: references and ids
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
    # 5xx: time
    entry(
        "BY501", "status-order", "error",
        message="the plan became '{later}' on {later_day}, before it became '{earlier}' on {earlier_day}",
        hint="Put the entries in the order they happened, or correct a day.",
        demand="The plan's status entries stand in the order of their days.",
        why="The plan's status on a day is the last entry before it.",
    ),
    entry(
        "BY502", "outside-plan-period", "warning",
        message="{what} ({period}) lies outside the plan's period {plan}",
        hint="Correct the period, or carry it on in the plan of the next phase.",
        demand="Actions and milestones lie within the plan's period, at least in part.",
        why="What lies outside is followed up by nobody once the plan is closed.",
    ),
    entry(
        "BY503", "outside-programme-period", "warning",
        message="the plan's period {period} lies outside that of the programme, {programme}",
        hint="Correct the one that is wrong, in plan.yaml or programmes.yaml.",
        demand="A plan that takes part in a programme lies within the programme's period.",
        why="The programme pays for nothing outside it.",
    ),
    entry(
        "BY504", "told-ahead-of-time", "warning",
        message="{what} is dated {date}, which is not over on {day}: it does not count yet",
        hint="Write the day or month it was said; what is only planned belongs in a schedule or a target.",
        demand="Updates, assessments and observations lie in the past.",
        why="They tell what happened, and a date counts from the end of its precision; often the year is a slip.",
    ),
    entry(
        "BY505", "continues-a-later-plan", "error",
        message="'{reference}' begins {other}, after this plan ({period})",
        hint="Only the later plan says what it continues; move the reference there.",
        demand="A plan continues plans that began no later than itself.",
        why="The account between phases is made from the later one back.",
    ),
    entry(
        "BY506", "two-statuses-one-day", "warning",
        message="two updates of {date} give the statuses '{first}' and '{second}'",
        hint="Give the day of each, or keep the one that was true at the end.",
        demand="At most one status for each date.",
        why="The latest update gives the status; with two on one day it is chance.",
    ),
    # 6xx: municipality codes
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
    # 7xx: decisions and amendments
    entry(
        "BY701", "change-without-decision", "error",
        message="an adopted plan changed without a decision: {change}",
        hint=(
            "Add the decision behind it under 'decisions' in plan.yaml, with 'result: adopted' and 'concerns: [{concerns}]'; "
            "or take the change back. A record that ends is kept, with 'dropped'."
        ),
        demand=(
            "Under `validate --against REV`: what an adopted plan promises (its period, goals, baselines, targets, deadlines, "
            "who answers, the money, what is added or ends) changes together with a decision that concerns the record, the "
            "goal it measures or stands in, or the plan."
        ),
        why="A target that is lowered in silence makes every later 'achieved' worthless.",
        source="The councils' own practice: an adopted plan is amended by the body that adopted it.",
    ),
    entry(
        "BY702", "no-comparison", "error",
        message="as it was before, this could not be read, so its changes cannot be held against anything: {problem}",
        hint=(
            "Mend the file in a change of its own, which someone who may override this check lets in; what comes after it can "
            "be compared again."
        ),
        demand="Under `validate --against REV`: the plans as they were at REV can be read.",
        why="Breaking a file in one change and mending it with another target in the next would pass unseen.",
    ),
)  # fmt: skip

BY_CODE: dict[str, Code] = {code.code: code for code in CODES}
BY_SLUG: dict[str, Code] = {code.slug: code for code in CODES}


def fill(template: str, diagnostic: Diagnostic) -> str:
    values = {key: printable(value) for key, value in diagnostic.parameters.items()}
    return template.format_map(values).strip()


def message(diagnostic: Diagnostic) -> str:
    """Return the sentence that says what is wrong."""
    return fill(BY_CODE[diagnostic.code].message, diagnostic)


def hint(diagnostic: Diagnostic) -> str:
    """Return the sentence that says how to mend it; may be empty."""
    return fill(BY_CODE[diagnostic.code].hint, diagnostic)


def severity(diagnostic: Diagnostic) -> Severity:
    return BY_CODE[diagnostic.code].severity
