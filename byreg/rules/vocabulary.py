"""2xx within a phase: tags, the plan's own words, and the keys that `tentative` names."""

from collections.abc import Iterator

from byreg.diagnostic import Fault
from byreg.diff.previous import set_back
from byreg.language.labels import VALUES
from byreg.model.goals import Goal
from byreg.model.record import ActionUpdate, Assessment, EventUpdate, Item
from byreg.rules.parts import near
from byreg.rules.rule import Finding, PhaseContext
from byreg.suggest import suggestion

BUILT_IN = ("live", "work", "visit")  # Bo, Bedrift, Besøk: Telemarksforsking's Attraktivitetsmodell


def unknown_tag(context: PhaseContext) -> Iterator[Finding]:
    """BY206: a tag is built in or declared in one of the plan's tag sets."""
    plan = context.phase.plan
    known = [*BUILT_IN, *(tag for tags in plan.tag_sets.values() for tag in tags.names)]
    declared = frozenset(known)
    for path, model in context.phase.contents.stating["tags"]:
        for index, tag in enumerate(model.__dict__["tags"]):
            if tag not in declared:
                parameters = {"tag": tag, "suggestion": suggestion(tag, known)}
                yield context.scope, Fault("BY206", (*path, "tags", index), parameters, fix=near(tag, known))


def unknown_word(context: PhaseContext) -> Iterator[Finding]:
    """BY207: the plan's own word for a level or status means what the record says."""
    words = context.phase.plan.words
    stating = context.phase.contents.stating
    for path, model in (*stating["level"], *stating["word"]):
        if isinstance(model, Goal):
            key, word, meaning = "level", model.level, str(model.kind)
        elif isinstance(model, (ActionUpdate, EventUpdate, Assessment)):
            key, word, meaning = "word", model.word, str(model.status)
        else:
            continue
        if word is not None and words.get(word) != meaning and word not in context.phase.contents.left_out:
            known = [name for name, means in words.items() if means == meaning]
            parameters = {"word": word, "meaning": meaning, "suggestion": suggestion(word, known)}
            yield context.scope, Fault("BY207", (*path, key), parameters, fix=near(word, known))


def untitled_section(context: PhaseContext) -> Iterator[Finding]:
    """BY209: a section has a title, or an id that has one."""
    for id_, found in context.phase.plan.sections.items():
        if found.title is None and id_ not in VALUES["section"] and id_ not in context.phase.contents.left_out:
            yield (
                context.scope,
                Fault(
                    "BY209",
                    ("sections", id_),
                    {"id": id_, "suggestion": suggestion(id_, VALUES["section"])},
                    at_key=True,
                ),
            )


def unfitting_previous(context: PhaseContext) -> Iterator[Finding]:
    """BY211: what `previous` says of the past names a key of the record, and is a value of its kind."""
    for path, model in context.phase.contents.stating["updates"]:
        for index, update in enumerate(model.__dict__["updates"]):
            for key, value in update.previous.items():
                if set_back(model, key.split("."), value) is model:
                    where = (*path, "updates", index, "previous", key)
                    yield context.scope, Fault("BY211", where, {"key": key, "value": str(value)})


def unknown_tentative(context: PhaseContext) -> Iterator[Finding]:
    """BY208: `tentative` lists keys of its own record."""
    for path, model in context.phase.contents.stating["tentative"]:
        if not isinstance(model, Item):
            continue
        keys = list(type(model).model_fields)
        for index, name in enumerate(model.tentative):
            if name not in keys:
                parameters = {"name": name, "suggestion": suggestion(name, keys)}
                yield context.scope, Fault("BY208", (*path, "tentative", index), parameters, fix=near(name, keys))
