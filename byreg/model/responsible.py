"""Who answers for something: leads, contributors, or actors whose part nobody stated."""

from typing import Annotated, Any, ClassVar

from byreg.model.record import WHO, Alike, Each, Item
from byreg.model.values import OptionalProse, Read, References, to


class Responsible(Item):
    """Leads answer, contributors help, `actors` are named without their part.

    `each` stands for every municipality of the region, or everyone in a role; `coordinator` leads
    among them. `text` keeps a wording that names no organisation.
    """

    leading: ClassVar[tuple[str, ...]] = ("each", "coordinator", "lead", "actors", "contributors")

    lead: Annotated[References, to(*WHO)] = ()
    contributors: Annotated[References, to(*WHO)] = ()
    actors: Annotated[References, to(*WHO)] = ()
    each: Each | None = None
    coordinator: Annotated[References, to(*WHO)] = ()
    text: OptionalProse = None

    @property
    def named(self) -> tuple[str, ...]:
        """Return every reference, leads first, without repeats."""
        return tuple(dict.fromkeys((*self.lead, *self.coordinator, *self.actors, *self.contributors)))


def leads(value: Any) -> dict[str, Any]:
    return {"lead": value}


ALIKE = Alike(Responsible, leads)


def read_responsible(value: Any) -> Any:
    """Let an id or a list of ids stand for the leads."""
    if type(value) is str:
        return ALIKE[value]
    return value if isinstance(value, (dict, Responsible)) else leads(value)


ResponsibleField = Annotated[Responsible, Read(read_responsible, accepted=Responsible | str | list[str])]
