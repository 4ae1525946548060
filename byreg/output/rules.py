"""The documentation of the codes, as Markdown."""

from byreg.codes import CODES, Code

FAMILIES = {
    "0": "File and syntax",
    "1": "Schema",
    "2": "References and ids",
    "5": "Time",
    "6": "Municipality codes",
    "7": "Decisions and amendments",
}


def as_markdown(code: Code, level: int = 1) -> str:
    """Return one code's page: what it demands, why, how to mend, where it comes from."""
    lines = [
        f"{'#' * level} {code.code} {code.slug}",
        f"*{code.severity}*",
        f"**Demand.** {code.demand}",
        f"**Why.** {code.why}",
        f"**Message.** `{code.message}`",
        f"**How to mend it.** {code.hint}".replace("{suggestion}", "The nearest valid name is suggested.")
        .replace("{advice}", "The message is followed by advice that fits the value.")
        .replace("{{", "{").replace("}}", "}"),
    ]  # fmt: skip
    if code.source:
        lines.append(f"**Source.** {code.source}")
    return "\n\n".join(lines)


def catalogue() -> str:
    """Return the page of all codes, `docs/rules.md`."""
    parts = [
        "# What byreg checks",
        "Made from `byreg/codes.py`; `make golden` rewrites it. Errors make `byreg validate` exit 1, warnings do not.",
    ]
    family = ""
    for code in CODES:
        if code.code[2] != family:
            family = code.code[2]
            parts.append(f"## {family}xx: {FAMILIES[family]}")
        parts.append(as_markdown(code, level=3))
    return "\n\n".join(parts) + "\n"
