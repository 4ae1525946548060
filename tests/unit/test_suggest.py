from byreg.suggest import as_id, nearest, suggestion


def test_nearest():
    assert nearest("kongsvinge", ["notodden", "kongsvinger"]) == "kongsvinger"
    assert nearest("KONGSVINGER", ["kongsvinger"]) == "kongsvinger"
    assert nearest("x", ["kongsvinger"]) is None


def test_suggestion():
    assert suggestion("zzz", ["a", "b"]) == "Choose from: a, b."
    assert suggestion("x", []) == "There is none to choose from."
    assert suggestion("zzz", [f"n{i}" for i in range(23)]).endswith("n19 and 3 more.")


def test_among_very_many_a_near_name_is_still_found():
    assert nearest("action-77777x", [f"action-{number}" for number in range(100_000)]) is not None


def test_as_id():
    assert [as_id(name) for name in ("Sør-Odal", "Hålogalandsrådet", "Evenášši", "Mål 3B")] == [
        "sor-odal", "halogalandsradet", "evenassi", "mal-3b",
    ]  # fmt: skip
