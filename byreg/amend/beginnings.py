"""New regions and new phases: the files that they begin with."""

from collections.abc import Mapping, Sequence

from byreg.amend.amendment import Amendment
from byreg.amend.records import Given, period_plain
from byreg.amend.values import read_value
from byreg.errors import ByregError
from byreg.load import MODELS, Workspace
from byreg.model.order import order_of
from byreg.model.plan import Plan
from byreg.reference.municipalities import names, relatives, validities
from byreg.source.discover import FileKind
from byreg.source.meaning import Plain
from byreg.suggest import as_id, suggestion
from byreg.text.edit import put
from byreg.text.format import formatted
from byreg.text.layout import Layout
from byreg.text.splice import EMPTY, edited

NOTHING: Mapping[str, Plain] = {}
REGION_NOTE = "# Det som gjelder for alle fasene i regionen: navn, kommuner, råd og aktører.\n"
PLAN_NOTE = "# Utviklingsplanen. «byreg explain NØKKEL» forteller hva en nøkkel betyr.\n"
ACTIONS_NOTE = "# Handlingstabellen: hvem gjør hva, når, og med hva.\n"
TARGETS_NOTE = "# Måltallene: hva som måles, hvor det sto, hvor det skal, og hva det ble.\n"


def add_region(workspace: Workspace, id_: str, name: str, members: Sequence[str], language: str) -> Amendment:
    """Add a region with its municipalities, each with the codes it has had."""
    check_id(id_, workspace.register.regions, "region")
    amendment = Amendment(workspace)
    amendment.new_file(f"plans/{id_}/region.yaml", region_text(name, members, language))
    return amendment


def region_text(name: str, members: Sequence[str], language: str) -> str:
    """Return the text of a region's file."""
    region: dict[str, Plain] = {"names": [name], "language": language}
    if members:
        region["municipalities"] = dict(municipality(one) for one in members)
    return new_text("region", REGION_NOTE, region)


def municipality(text: str) -> tuple[str, dict[str, Plain]]:
    """Return the id and record of a municipality that is named by its name or by a code."""
    codes = [
        code
        for code, found in validities().items()
        if code == text or any(one.end is None and same(text, code) for one in found)
    ]
    if not codes:
        known = sorted({name for code, found in validities().items() if found[-1].end is None for name in names(code)})
        raise ByregError(f"there is no municipality '{text}'", suggestion(text, known))
    if len(codes) > 1:
        shown = ", ".join(f"{code} {validities()[code][-1].name}" for code in codes)
        raise ByregError(f"several municipalities are called '{text}'", f"Name one by its code: {shown}.")
    code = codes[0]
    name = next(one for one in names(code) if "(" not in one)
    own = {one.code for one in relatives(code) if same(name, one.code)}
    latest = sorted({code, *own}, key=lambda one: validities()[one][0].start)
    return as_id(name), {"name": name, "codes": latest}


def same(name: str, code: str) -> bool:
    return name.casefold() in (one.casefold() for one in names(code))


def add_phase(workspace: Workspace, address: str, given: Sequence[Given], status: str | None, day: str) -> Amendment:
    """Add a phase to a region: its plan, and tables to fill in."""
    region, _, phase = address.partition("/")
    node = workspace.register.regions.get(region)
    if node is None:
        raise ByregError(f"there is no region '{region}'", suggestion(region, workspace.register.regions))
    check_id(phase, node.phases, "phase")
    amendment = Amendment(workspace)
    folder = f"plans/{region}/{phase}"
    amendment.new_file(f"{folder}/plan.yaml", plan_text(given, status or "draft", day))
    amendment.new_file(f"{folder}/targets.yaml", TARGETS_NOTE + EMPTY)
    amendment.new_file(f"{folder}/actions.yaml", ACTIONS_NOTE + EMPTY)
    return amendment


def draft_phase(
    workspace: Workspace, address: str, given: Sequence[Given], tables: Mapping[str, Plain], day: str
) -> Amendment:
    """Add a phase with records that were read elsewhere."""
    amendment = add_phase(workspace, address, given, "draft", day)
    folder = f"plans/{address}"
    plan = {key: in_usual_order("plan", key, records) for key, records in tables.items() if key in order_of(Plan)}
    amendment.files[f"{folder}/plan.yaml"] = plan_text(given, "draft", day, plan).encode("utf-8")
    actions = {"actions": in_usual_order("actions", "actions", tables["actions"])} if "actions" in tables else {}
    amendment.files[f"{folder}/actions.yaml"] = new_text("actions", ACTIONS_NOTE, actions).encode("utf-8")
    return amendment


def in_usual_order(kind: FileKind, table: str, records: Plain) -> Plain:
    """Return records with their keys in the order in which new ones are written."""
    layout = Layout(MODELS[kind])
    return {id_: layout.arranged((table, id_), record) for id_, record in records.items()}


def plan_text(given: Sequence[Given], status: str, day: str, tables: Mapping[str, Plain] = NOTHING) -> str:
    """Return the text of a plan with the keys that were given, and tables of records."""
    plan: dict[str, Plain] = {}
    for one in given:
        if one.key.partition(".")[0] not in order_of(Plan):
            raise ByregError(f"a plan has no '{one.key}'", suggestion(one.key, order_of(Plan)))
        plan[one.key] = read_value(one.text, Plan, (one.key,), {"schema": 1})
    plan["status"] = [{"status": status, "date": period_plain(day)}]
    plan |= tables
    return new_text("plan", PLAN_NOTE, Layout(Plan).arranged((), plan))


def new_text(kind: FileKind, note: str, tree: dict[str, Plain]) -> str:
    """Return the text of a new file in canonical form: a comment, the schema's version, and its content."""
    layout = Layout(MODELS[kind])
    edits = [put(key, value=value) for key, value in tree.items()]
    return formatted(edited(note + EMPTY, edits, place=layout.place, in_block=layout.in_block), MODELS[kind]).text


def check_id(id_: str, taken: object, what: str) -> None:
    """Refuse what is no id, or is taken."""
    if not id_ or as_id(id_) != id_:
        raise ByregError(
            f"'{id_}' is no id for a {what}", f"Write letters a to z, digits and hyphens: '{as_id(id_) or '1'}'."
        )
    if isinstance(taken, dict) and id_ in taken:
        raise ByregError(f"there is a {what} '{id_}' already", "Choose another id.")
