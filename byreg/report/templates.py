"""Find templates: the workspace's own first, then those that byreg ships."""

from importlib.resources import files
from pathlib import Path

from byreg.errors import ByregError

FORMATS = ("md", "html", "pdf", "docx")
ON_PAPER = ("pdf", "docx")  # set from the HTML


def shipped_folder() -> Path:
    """Return the folder of the templates in the wheel, or in a checkout beside the package."""
    packaged = Path(str(files("byreg"))) / "templates"
    return packaged if packaged.is_dir() else Path(str(files("byreg"))).parent / "templates"


def own_folder(root: Path) -> Path | None:
    """Return the workspace's folder of templates, where it has one that is not byreg's own."""
    folder = root / "templates"
    if not folder.is_dir() or folder.resolve() == shipped_folder().resolve():
        return None
    for path in (folder, *sorted(folder.rglob("*"))):
        if root.resolve() not in path.resolve().parents:
            name = path.relative_to(root).as_posix()
            raise ByregError(f"'{name}' is a link that leads out of the workspace", "Copy the template in.")
    return folder
