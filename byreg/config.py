"""`byreg.toml`: marks the root of a workspace and holds its settings."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from byreg.errors import ByregError
from byreg.suggest import suggestion

FILE_NAME = "byreg.toml"
KEYS = ("required-version", "title")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the workspace decides for itself."""

    title: str = ""
    required_version: str = ""


def find_root(start: Path) -> Path:
    """Return the nearest folder from `start` upwards that holds `byreg.toml`."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise ByregError(
        f"no workspace here: neither {start} nor a folder above it holds {FILE_NAME}",
        f"Go to the workspace, name it with -C DIR, or start one: an empty {FILE_NAME} beside a folder 'plans'.",
    )


def read_settings(root: Path, version: str) -> Settings:
    """Read `byreg.toml`; a key it does not know, or another required version, is an error."""
    try:
        data = (root / FILE_NAME).read_bytes()
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise ByregError(
            f"{FILE_NAME} cannot be read: {problem}", "Make it an ordinary file that you may read."
        ) from None
    return parse_settings(data, version)


def parse_settings(data: bytes, version: str) -> Settings:
    """Return the settings that the bytes of a `byreg.toml` state."""
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ByregError(f"{FILE_NAME} cannot be read: {error}", "Save it as UTF-8 text.") from None
    except (ValueError, RecursionError) as error:
        raise ByregError(f"{FILE_NAME} is not valid TOML: {error}", "Mend that line.") from None
    for key, value in raw.items():
        if key not in KEYS:
            raise ByregError(f"{FILE_NAME}: '{key}' is not a setting", suggestion(key, KEYS))
        if not isinstance(value, str):
            raise ByregError(f"{FILE_NAME}: '{key}' must be text", f'Write {key} = "…".')
    settings = Settings(title=raw.get("title", ""), required_version=raw.get("required-version", ""))
    check_version(settings.required_version, version)
    return settings


def check_version(required: str, version: str) -> None:
    """Refuse to run where the workspace was written for another release series (`0.1` means 0.1.x)."""
    if required and f"{version}.".startswith(f"{required}.") is False:
        raise ByregError(
            f"this workspace requires byreg {required}; this is byreg {version}",
            f"Install byreg {required}, or change required-version in {FILE_NAME}.",
        )
