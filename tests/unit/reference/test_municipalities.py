"""The register of municipality codes says the same whether it is read as a table or by its codes."""

import csv
from collections import Counter

from byreg.reference.municipalities import HERE, predecessors, successors, validities


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_each_line_stands_under_its_code():
    table = rows("municipalities.csv")
    said = Counter((row["code"], row["name"], row["valid_from"]) for row in table)
    kept = Counter(
        (code, one.name, one.start.isoformat())
        for code, found in validities().items()
        for one in found
        if one.code == code
    )
    assert kept == said


def test_each_change_stands_under_its_old_code():
    table = [row for row in rows("municipality-changes.csv") if row["to_code"] != row["from_code"]]
    said = Counter((row["from_code"], row["date"], row["to_code"], row["to_name"]) for row in table)
    kept = Counter((old, day.isoformat(), new, name) for old, found in successors().items() for day, new, name in found)
    assert kept == said
    assert all(row["from_code"] in predecessors()[row["to_code"]] for row in table)
