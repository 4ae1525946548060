"""Hold a workspace to the rules: which count, what they find, what is silenced, how grave it is."""

from byreg.check.choice import Choice
from byreg.check.run import Checked, check_workspace

__all__ = ["Checked", "Choice", "check_workspace"]
