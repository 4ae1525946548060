"""Files on disk, written whole or not at all; several of them together."""
