"""A workspace checked region by region: what is known already is kept, the rest is done by several processes."""

from byreg.survey.survey import Means, Surveyed, known_verdict, survey

__all__ = ["Means", "Surveyed", "known_verdict", "survey"]
