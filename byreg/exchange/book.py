"""A plan as a book of tables, with the state that it was taken from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from byreg.exchange.cells import Sheet, plain_text
from byreg.exchange.fields import Context
from byreg.exchange.names import Names
from byreg.exchange.tables import Table, sheet_of, tables
from byreg.language.language import language
from byreg.model.register import Phase, Register
from byreg.wording.wording import Wording

FORM = "1"  # of the hidden state; another form is not read
STATE, GUIDE = "_byreg", ("Veiledning", "Rettleiing")
ID = "id"
GUIDES = {
    "nb": (
        (
            "Arbeidsboken er laget av byreg fra {address} ({title}) per {day}. Endre cellene, lagre, og les den inn igjen med "
            "«byreg import FIL»."
        ),
        "Bare det du endrer, blir endret i planen. Du kan sortere og filtrere fritt, og legge til og flytte rader.",
        "Ny rad: fyll ut nederst og la den skjulte id-kolonnen stå tom. Innlesningen lager en id av tittelen.",
        "Slettet rad: innlesningen spør hva som skal skje. Ingenting forsvinner av seg selv.",
        "Flere i én celle: skriv navnene med semikolon mellom. Listen i cellen hjelper med ett; du kan skrive flere.",
        "Ansvar: navn på dem som har ansvaret. Skriv på egne linjer «Koordinator: …», «Bidrar: …» eller «Nevnt: …» for andre roller.",
        "Tid: 2018, 2018–2019, høsten 2018, 1. halvår 2018, mai 2018, 8.12.2017, fra 2018 eller til 2018.",
        "Status og Siste oppdatering: en endring blir en ny datert oppdatering. Det som er meldt før, blir stående.",
        (
            "Indikatorer: en kolonne for hvert år eller tidsrom. Ny måling: skriv i kolonnen, eller lag en ny kolonne med tiden som "
            "overskrift. Skriv «ikke målt: grunn» der det ikke er målt."
        ),
        "Kolonner med grå overskrift regnes ut og leses ikke inn.",
    ),
    "nn": (
        (
            "Arbeidsboka er laga av byreg frå {address} ({title}) per {day}. Endre cellene, lagre, og les ho inn att med "
            "«byreg import FIL»."
        ),
        "Berre det du endrar, blir endra i planen. Du kan sortere og filtrere fritt, og leggje til og flytte rader.",
        "Ny rad: fyll ut nedst og la den skjulte id-kolonnen stå tom. Innlesinga lagar ein id av tittelen.",
        "Sletta rad: innlesinga spør kva som skal skje. Ingenting forsvinn av seg sjølv.",
        "Fleire i éi celle: skriv namna med semikolon mellom. Lista i cella hjelper med eitt; du kan skrive fleire.",
        "Ansvar: namn på dei som har ansvaret. Skriv på eigne linjer «Koordinator: …», «Bidrar: …» eller «Nemnd: …» for andre roller.",
        "Tid: 2018, 2018–2019, hausten 2018, 1. halvår 2018, mai 2018, 8.12.2017, frå 2018 eller til 2018.",
        "Status og Siste oppdatering: ei endring blir ei ny datert oppdatering. Det som er meldt før, blir ståande.",
        (
            "Indikatorar: ein kolonne for kvart år eller tidsrom. Ny måling: skriv i kolonnen, eller lag ein ny kolonne med tida som "
            "overskrift. Skriv «ikkje målt: grunn» der det ikkje er målt."
        ),
        "Kolonnar med grå overskrift blir rekna ut og ikkje lesne inn.",
    ),
}


@dataclass(frozen=True)
class Book:
    """The tables of a plan, what each cell said when they were taken out, and a guide."""

    address: str
    title: str
    day: date
    language: str
    sheets: tuple[Sheet, ...]

    @property
    def guide(self) -> tuple[str, ...]:
        said = language(self.language).day(self.day)
        return tuple(line.format(address=self.address, title=self.title, day=said) for line in GUIDES[self.language])

    @property
    def guide_title(self) -> str:
        return GUIDE[1] if self.language == "nn" else GUIDE[0]

    def state(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows of the hidden state: what was taken out, when, and every cell as text."""
        yield ("byreg", FORM, self.address, self.day.isoformat(), self.language)
        for sheet in self.sheets:
            yield ("sheet", sheet.table, sheet.title, *sheet.keys)
            for id_, cells in sheet.rows:
                yield ("row", sheet.table, id_, *(plain_text(cell) for cell in cells))


def context_of(register: Register, phase: Phase, day: date, on: str) -> Context:
    """Return what a plan's cells are shown and read with: Norwegian, as its region writes."""
    words = language(register.regions[phase.region].region.language)
    return Context(Wording(register, phase, words, day), Names(register, phase), on)


def make_book(context: Context) -> Book:
    """Return a plan as a book."""
    phase, code = context.say.phase, context.say.language.code
    sheets = tuple(sheet_of(table, context) for table in tables(phase, code))
    return Book(phase.address, phase.plan.title, context.say.day, code, sheets)


def table_by_key(key: str, phase: Phase, code: str) -> Table:
    return next(table for table in tables(phase, code) if table.key == key)
