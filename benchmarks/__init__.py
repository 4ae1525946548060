"""How fast byreg is, measured against other things in the same run."""
