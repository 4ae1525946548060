"""What a run can leave for the next one: which files there were, what was found in them, what was said.

A cache is never believed where it cannot be checked, and never missed where it cannot be written.
"""
