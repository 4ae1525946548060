"""What changed between two states of a plan: typed changes, weighed, accounted for, and said in words."""
