from byreg.suggest import nearest, suggestion


def test_nearest():
    assert nearest("kongsvinge", ["notodden", "kongsvinger"]) == "kongsvinger"
    assert nearest("KONGSVINGER", ["kongsvinger"]) == "kongsvinger"
    assert nearest("x", ["kongsvinger"]) is None


def test_suggestion():
    assert suggestion("zzz", ["a", "b"]) == "Choose from: a, b."
    assert suggestion("x", []) == "There is none to choose from."
    assert suggestion("zzz", [f"n{i}" for i in range(15)]).endswith("n11 and 3 more.")
