"""What a plan must hold to: one family of rules per module, listed by hand in `catalogue`."""
