"""A short turn of the fuzzer; `make fuzz` takes a long one, guided by coverage."""

import pytest

from tests.fuzz.__main__ import try_at_random


@pytest.mark.parametrize("seed", range(4))
def test_hostile_files_are_only_findings(seed):
    assert try_at_random(120, seed, most=120) == 120
