"""The documentation of the codes: a page each as Markdown, a plain text, a table."""

from collections.abc import Collection

from byreg.codes import BY_CODE, CODES, FAMILIES, Code
from byreg.diagnostic import PROFILES
from byreg.rules.catalogue import FILE_RULES, PHASE_RULES, WORKSPACE_RULES

HOLES = {
    "{suggestion}": "The nearest valid name is suggested.",
    "{advice}": "The message is followed by advice that fits the value.",
    "{off}": "The word list can be turned off.",
    "{{": "{",
    "}}": "}",
}


def how_to_mend(code: Code) -> str:
    text = code.hint
    for hole, filled in HOLES.items():
        text = text.replace(hole, filled)
    return text


def grave(code: Code) -> str:
    """Return how grave a finding is: one word, or a word for each profile."""
    if code.severities.fixed:
        return code.severity
    return ", ".join(f"{code.severities.of(profile)} ({profile})" for profile in PROFILES)


def as_markdown(code: Code, level: int = 1) -> str:
    """Return one code's page: what it demands, why, how to mend, where it comes from."""
    lines = [
        f"{'#' * level} {code.code} {code.slug}",
        f"*{grave(code)}*",
        f"**Demand.** {code.demand}",
        f"**Why.** {code.why}",
        f"**Message.** `{code.message}`",
        f"**How to mend it.** {how_to_mend(code)}",
    ]
    if code.source:
        lines.append(f"**Source.** {code.source}")
    if code.guard:
        lines.append("**A guard.** No comment, setting or list of known findings silences it; only `--ignore` does.")
    return "\n\n".join(lines)


def as_plain(code: Code) -> str:
    """Return the same in three lines of plain text."""
    return "\n".join((code.demand, code.why, how_to_mend(code)))


def as_table(wanted: Collection[str] = tuple(BY_CODE)) -> str:
    """Return a line for each code that is wanted: its severity in an adopted plan, what it looks at, its name."""
    scopes = dict.fromkeys((code for rule in WORKSPACE_RULES for code in rule.codes), "workspace")
    scopes |= dict.fromkeys((code for rule in PHASE_RULES for code in rule.codes), "phase")
    scopes |= dict.fromkeys((code for rule in FILE_RULES for code in rule.codes), "file")
    rows = [
        f"{code.code}  {code.severity + ('' if code.severities.fixed else '*'):<8}  {scopes.get(code.code, 'workspace' if code.code[2] == '7' else 'file'):<9}  {code.slug}"
        for code in CODES
        if code.code in wanted
    ]
    return "\n".join([*rows, "", "* in an adopted plan; less in a draft, a consultation or a closed plan"])


def catalogue() -> str:
    """Return the page of all codes, `docs/rules.md`."""
    parts = [
        "# What byreg checks",
        (
            "Made from `byreg/codes/`; `make golden` rewrites it. Errors make `byreg validate` exit 1; warnings do under "
            "`--strict`; advice never does. Where several are given, the plan's own status decides: what may be missing in a "
            "draft is an error once the plan is adopted, and a gap to know of when it is closed. "
            "[checks.md](checks.md) tells how to choose and silence them."
        ),
    ]
    family = ""
    for code in CODES:
        if code.code[2] != family:
            family = code.code[2]
            parts.append(f"## {family}xx: {FAMILIES[family]}")
        parts.append(as_markdown(code, level=3))
    return "\n\n".join(parts) + "\n"
