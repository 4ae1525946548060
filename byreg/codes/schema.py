"""1xx: the form of what is written."""

from byreg.codes.code import Code, entry

CODES: tuple[Code, ...] = (
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
    entry(
        "BY111", "key-order", "advice",
        message="'{key}' stands before '{first}'; usual is the other way",
        hint="'byreg validate --fix' puts the keys of a record in their usual order.",
        demand="The keys of a record stand in the order of the schema.",
        why="Who reads many plans finds things where they are used to; and a difference shows only what changed.",
    ),
)  # fmt: skip
