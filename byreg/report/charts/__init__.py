"""Charts as data: what is shown, the sentence that says the same, and the figures for a table."""
