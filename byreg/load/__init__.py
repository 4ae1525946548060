"""Documents become a workspace: models in a register, documents by path, diagnostics."""

from byreg.load.assemble import assemble, load_workspace
from byreg.load.part import MODELS, Part, load_part
from byreg.load.workspace import Workspace

__all__ = ["MODELS", "Part", "Workspace", "assemble", "load_part", "load_workspace"]
