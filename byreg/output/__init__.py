"""Findings and listings as text and JSON."""
