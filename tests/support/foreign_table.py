"""The action table of 2017, rebuilt as the workbook that it was."""

from pathlib import Path

ROWS = (
    ("Innsatsområde", "Innovasjon og entreprenørskap", "Tidsplan", "Ressurs/finansiering", "Ansvar", "Bo/Bedrift/Besøk"),
    ("Målsetting A", "Førsteklasses førstelinjetjeneste", 2018, None, "Hver kommune: plan", None),
    ("Strategi", "Tilby rask og kompetent veiledning til gründere og etablert næringsliv", None, None, None, None),
    (
        "Tiltak 1", "Kurs/kompetanseheving av førstelinjetjenester i alle kommunene", 2018, "Hver kommune:næringsansv",
        "Eks. Gratangen koord.", "Bo/Bedrift",
    ),
    (
        "Tiltak 2", "Etablere et forpliktende (permanent?) nettverk av næringsutviklere fra alle kommunene", 2018,
        "Hver kommune:næringsansv", "Eks Kvæfj og Skånland", "Bo/Bedrift",
    ),
    ("Målsetting B", "Sør-Troms: en region for innovatører og entreprenører", 2019, None, "Hver kommune: plan", None),
    ("Strategi", "Skape en kultur for innovasjon og entreprenørskap der det er lov å lykkes", None, None, None, None),
    (
        "Tiltak 1", "Koordinere og videreutvikle konseptet Makerspace eller tilsvarende i alle kommuner", "2018 - 2019",
        "Rrådet + hver næringsansv", "Regionrådet + 7 næringsansv", "Bedrift/besøk?",
    ),
    (
        "Tiltak 2", 'Nettverksbasert samarbeid - "Re:tenk hele året" - utarbeide årshjul', "2018-2020", "Regionrådet",
        "Regionrådet + 7 næringsansv", "Bedrift/besøk?",
    ),
    ("Tiltak 3", "Fast ansatt Ungt entreprenørskaps (UE) - representant i regionen", None, None, None, None),
    (None, None, None, None, None, None),
    ("Under målsetting, strategi og tiltak blir det utfyllende tekst og fakta", None, None, "NB! Dette er kun eksempler", None, None),
    ("Presentasjon av planen blir ikke på xls format", None, None, None, None, None),
    ("Dette er kun et arbeidsverktøy", None, None, None, None, None),
)  # fmt: skip


def write_foreign(path: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ark1"
    for row in ROWS:
        sheet.append(row)
    book.save(path)
    return path
