"""byreg: regional development plans as YAML in git, validated and rendered."""

__version__ = "0.1.0"
