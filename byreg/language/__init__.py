"""Words, numbers and dates in bokmål (nb), nynorsk (nn) and English (en)."""
