"""What the shell offers after a tab: regions, phases and templates, by a look at folder names."""

from pathlib import Path

from typer import Context

TEMPLATES = {
    "final": "sluttrapport",
    "final-payment": "statusrapportering for sluttutbetaling",
    "status": "statusoppdatering",
    "action-plan": "handlingsprogram",
    "annual": "årsrapport",
    "plan": "utviklingsplan",
    "brief": "planen i korthet, på én side",
    "slides": "presentasjon i ti lysbilder",
}

LISTED = ("plans", "goals", "actions", "indicators", "milestones", "deliverables", "decisions", "financing", "actors")
FILE_KINDS = ("plan", "targets", "actions", "region", "programmes", "actors", "changes")


def folders(*parts: str) -> list[str]:
    """Return the folders below plans/ of the workspace around here; empty where there is none."""
    from byreg.config import find_root
    from byreg.errors import ByregError

    try:
        folder = find_root(Path.cwd()).joinpath("plans", *parts)
        return sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    except (ByregError, OSError):
        return []


def complete_plan(incomplete: str) -> list[str]:
    """Offer regions, and after a slash the region's phases."""
    region, slash, _ = incomplete.partition("/")
    names = [f"{region}/{phase}" for phase in folders(region)] if slash else folders()
    return [name for name in names if name.startswith(incomplete)]


def complete_phase(ctx: Context, incomplete: str) -> list[str]:
    """Offer the phases of the region that was typed."""
    # while an option lacks its value, what was typed before it waits unparsed in args
    typed = ctx.params.get("plan") or ctx.params.get("address") or next(reversed(ctx.args), "")
    region = str(typed).partition("/")[0]
    return [name for name in folders(region) if region and name.startswith(incomplete)]


def complete_record(incomplete: str) -> list[str]:
    """Offer regions and phases; ids are known only after loading, which a tab should not wait for."""
    return complete_plan(incomplete)


def complete_kind(incomplete: str) -> list[str]:
    return [name for name in LISTED if name.startswith(incomplete)]


def complete_file_kind(incomplete: str) -> list[str]:
    return [name for name in FILE_KINDS if name.startswith(incomplete)]


def complete_code(incomplete: str) -> list[tuple[str, str]]:
    from byreg.codes import CODES

    return [(code.code, code.slug) for code in CODES if code.code.startswith(incomplete.upper())]


def complete_weight(incomplete: str) -> list[str]:
    return [name for name in ("substantive", "progress", "editorial") if name.startswith(incomplete)]


def complete_template(incomplete: str) -> list[tuple[str, str]]:
    return [(name, text) for name, text in TEMPLATES.items() if name.startswith(incomplete)]
