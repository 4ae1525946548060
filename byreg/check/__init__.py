"""Hold a workspace to the rules: which count, what they find, what is silenced, how grave it is."""

from byreg.check.choice import Choice
from byreg.check.run import check_workspace, errors_in, examine_regions
from byreg.check.verdict import Checked, Verdict, conclude, region_of

__all__ = ["Checked", "Choice", "Verdict", "check_workspace", "conclude", "errors_in", "examine_regions", "region_of"]
