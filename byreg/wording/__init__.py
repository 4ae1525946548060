"""A plan's values in words: references by name, targets as sentences, statuses with their symbols."""
