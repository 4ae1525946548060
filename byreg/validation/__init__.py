"""Trees against models: what does not fit becomes faults, what fits becomes a record."""
