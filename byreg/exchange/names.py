"""Records by the names that people know them by, in the cells of one plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from byreg.exchange.cells import CellError
from byreg.model.register import Entry, Phase, Register, name_of
from byreg.suggest import nearest

BETWEEN = ";"


@dataclass(frozen=True)
class Names:
    """The records that a phase can refer to, by title or name, and by id."""

    register: Register
    phase: Phase
    new: dict[str, tuple[str, str]] = field(default_factory=dict)  # title → id and kind of what a workbook adds

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        scope = (self.phase.region, self.phase.id)
        return tuple(entry for contents in self.register.surroundings(scope) for entry in contents.entries)

    @cached_property
    def by_title(self) -> Mapping[str, Sequence[Entry]]:
        """Return the records of each title, however its letters are written."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(self.title(entry).casefold(), []).append(entry)
        return found

    def of_kinds(self, kinds: Sequence[str]) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind in kinds]

    def shown(self, reference: str, kinds: Sequence[str]) -> str:
        """Return a record's name; with its id where two are called the same, the reference itself where it is elsewhere."""
        entry = self.register.find(reference, (self.phase.region, self.phase.id), tuple(kinds))
        if entry is None or "/" in reference:
            return reference
        name = self.title(entry)
        doubtful = BETWEEN in name or "," in name or "\n" in name or not name
        same = [one for one in self.by_title.get(name.casefold(), ()) if one.id != entry.id and one.kind in kinds]
        return reference if doubtful and BETWEEN in name else f"{name} [{entry.id}]" if same else name

    def title(self, entry: Entry) -> str:
        return " ".join(name_of(entry.record).split())

    def listing(self, references: Iterable[str], kinds: Sequence[str]) -> str:
        return f"{BETWEEN} ".join(self.shown(one, kinds) for one in references)

    def read(self, text: str, kinds: Sequence[str]) -> list[str]:
        """Return the ids that a cell names, with `;` or line ends between; CellError names what is unknown."""
        parts = [part.strip() for line in text.split("\n") for part in line.split(BETWEEN)]
        return list(dict.fromkeys(self.one(part, kinds) for part in parts if part))

    def one(self, name: str, kinds: Sequence[str]) -> str:
        """Return the id of one name."""
        scope = (self.phase.region, self.phase.id)
        whole = self.titled(name, kinds)
        if name.endswith("]") and "[" in name and not whole:
            name = name[name.rindex("[") + 1 : -1].strip()
        if self.register.find(name, scope, tuple(kinds)) is not None:
            return name
        by_title = self.titled(name, kinds)
        if len({entry.id for entry in by_title}) > 1:
            ids = ", ".join(entry.id for entry in by_title)
            raise CellError(f"several are called '{name}'", f"Write the id: {ids}.")
        if by_title:
            return by_title[0].id
        added = self.new.get(" ".join(name.split()).casefold())
        if added is not None and added[1] in kinds:
            return added[0]
        found = self.of_kinds(kinds)
        match = nearest(name, [self.title(entry) for entry in found] + [entry.id for entry in found])
        raise CellError(
            f"nothing is called '{name[:60]}'",
            f"Did you mean '{match}'?" if match else "Choose from the list of the cell.",
        )

    def titled(self, name: str, kinds: Sequence[str]) -> list[Entry]:
        """Return the records of some kinds that are called so."""
        return [entry for entry in self.by_title.get(" ".join(name.split()).casefold(), ()) if entry.kind in kinds]

    def choices(self, kinds: Sequence[str]) -> tuple[str, ...]:
        """Return the names to choose from, each once."""
        return tuple(dict.fromkeys(self.shown(entry.id, kinds) for entry in self.of_kinds(kinds)))
