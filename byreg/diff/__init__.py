"""What changed between two states of a plan: typed changes, weighed, accounted for, and said in words."""

from byreg.diff.changes import Change
from byreg.diff.comparison import compare

__all__ = ["Change", "compare"]
