"""`byreg.toml`: marks the root of a workspace and holds its settings."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from byreg.bounds import SETTINGS_FILE, root_above
from byreg.codes import BY_CODE, BY_SLUG
from byreg.diagnostic import PROFILES, Profile
from byreg.errors import ByregError
from byreg.suggest import suggestion

FILE_NAME = SETTINGS_FILE
KEYS = ("required-version", "title", "check", "site")
SITE_KEYS = ("url", "accessibility-statement")
ADDRESS = re.compile(r"https?://[^\s<>\"']{1,500}")
CHECK_KEYS = (
    "select", "ignore", "profile", "strict", "known", "stale-after-months", "vague-words", "per-path-ignores",
)  # fmt: skip
STALE_AFTER_MONTHS = 12
MOST_MONTHS = 120
MOST_BYTES = 64 * 1024
MOST_PATTERNS = 500
NOTHING: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Which rules count, under which profile; each option of `byreg validate` goes before its setting.

    `stale_after_months` is how long an action under way may go without an update where its plan
    does not say; `vague_words` whether goals are held against the list of vague words.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile | None = None
    strict: bool = False
    known: str = ""
    stale_after_months: int = STALE_AFTER_MONTHS
    vague_words: bool = True
    per_path_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Where the public site stands, without `/` at its end, and where its accessibility statement is; both may be unknown."""

    url: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the workspace decides for itself."""

    title: str = ""
    required_version: str = ""
    check: CheckSettings = field(default_factory=CheckSettings)
    site: SiteSettings = field(default_factory=SiteSettings)
    text: str = field(default="", compare=False, repr=False)  # as it was read


def find_root(start: Path) -> Path:
    """Return the nearest folder from `start` upwards that holds `byreg.toml`."""
    root = root_above(str(start))
    if root is not None:
        return Path(root)
    raise ByregError(
        f"no workspace here: neither {start} nor a folder above it holds {FILE_NAME}",
        "Go to the workspace, name it with -C DIR, or start one with 'byreg init'.",
    )


def read_settings(root: Path, version: str) -> Settings:
    """Read `byreg.toml`; a key it does not know, or another required version, is an error."""
    try:
        with (root / FILE_NAME).open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise ByregError(
            f"{FILE_NAME} cannot be read: {problem}", "Make it an ordinary file that you may read."
        ) from None
    if len(data) > MOST_BYTES:
        raise ByregError(f"{FILE_NAME} is larger than {MOST_BYTES // 1024} kB", "It holds a few settings only.")
    return parse_settings(data, version)


def parse_settings(data: bytes, version: str) -> Settings:
    """Return the settings that the bytes of a `byreg.toml` state."""
    try:
        text = data.decode("utf-8")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ByregError(f"{FILE_NAME} cannot be read: {error}", "Save it as UTF-8 text.") from None
    except (ValueError, RecursionError) as error:
        raise ByregError(f"{FILE_NAME} is not valid TOML: {error}", "Mend that line.") from None
    required = text_at(raw, "required-version")
    check_version(required, version)
    known_keys(raw, KEYS)
    site = parse_site(table_at(raw, "site"))
    return Settings(text_at(raw, "title"), required, parse_check(table_at(raw, "check")), site, text)


def parse_site(raw: Mapping[str, Any]) -> SiteSettings:
    """Read the table `[site]`."""
    known_keys(raw, SITE_KEYS, "site.")
    for key in SITE_KEYS:
        if text_at(raw, key, "site.") and ADDRESS.fullmatch(text_at(raw, key)) is None:
            raise ByregError(f"{FILE_NAME}: 'site.{key}' is no web address", 'Write one: "https://plan.example.no".')
    return SiteSettings(text_at(raw, "url").rstrip("/"), text_at(raw, "accessibility-statement"))


def check_version(required: str, version: str) -> None:
    """Refuse to run where the workspace was written for another release series (`0.1` means 0.1.x)."""
    if required and re.fullmatch(r"\d+(\.\d+)*", required) is None:
        raise ByregError(
            f"{FILE_NAME}: 'required-version' cannot be '{required}'", 'Write a release, such as "0.1" for 0.1.x.'
        )
    if required and not f"{version}.".startswith(f"{required}."):
        raise ByregError(
            f"this workspace requires byreg {required}; this is byreg {version}",
            f"Install byreg {required}, or change required-version in {FILE_NAME}.",
        )


def parse_check(raw: Mapping[str, Any]) -> CheckSettings:
    """Read the table `[check]`."""
    known_keys(raw, CHECK_KEYS, "check.")
    profile = text_at(raw, "profile", "check.")
    months = raw.get("stale-after-months", STALE_AFTER_MONTHS)
    if type(months) is not int or not 1 <= months <= MOST_MONTHS:
        raise ByregError(
            f"{FILE_NAME}: 'check.stale-after-months' must be a number of months", f"Write 1 to {MOST_MONTHS}."
        )
    per_path = table_at(raw, "per-path-ignores", "check.")
    if len(per_path) > MOST_PATTERNS:
        raise ByregError(f"{FILE_NAME}: more than {MOST_PATTERNS} patterns", "Name folders instead of files.")
    return CheckSettings(
        codes_at(raw, "select", "check."),
        codes_at(raw, "ignore", "check."),
        profile_of(profile),
        flag_at(raw, "strict", default=False),
        text_at(raw, "known", "check."),
        months,
        flag_at(raw, "vague-words", default=True),
        {pattern: codes_at(per_path, pattern, "check.per-path-ignores.") for pattern in per_path},
    )


def profile_of(text: str) -> Profile | None:
    """Return the profile of a name; None where none is given."""
    if text and text not in PROFILES:
        raise ByregError(f"{FILE_NAME}: 'check.profile' cannot be '{text}'", suggestion(text, PROFILES))
    return next((profile for profile in PROFILES if profile == text), None)


def known_keys(raw: Mapping[str, Any], keys: Sequence[str], prefix: str = "") -> None:
    for key in raw:
        if key not in keys:
            hint = "It stands under [check]." if not prefix and key in CHECK_KEYS else suggestion(key, keys)
            raise ByregError(f"{FILE_NAME}: '{prefix}{key}' is not a setting", hint)


def text_at(raw: Mapping[str, Any], key: str, prefix: str = "") -> str:
    value = raw.get(key, "")
    if not isinstance(value, str) or not value.isprintable():
        raise ByregError(f"{FILE_NAME}: '{prefix}{key}' must be text on one line", f'Write {key} = "…".')
    return value


def flag_at(raw: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = raw.get(key, default)
    if not isinstance(value, bool):
        raise ByregError(f"{FILE_NAME}: 'check.{key}' must be true or false", f"Write {key} = true.")
    return value


def table_at(raw: Mapping[str, Any], key: str, prefix: str = "") -> Mapping[str, Any]:
    value = raw.get(key, {})
    if not isinstance(value, dict):
        raise ByregError(
            f"{FILE_NAME}: '{prefix}{key}' must be a table", f"Write [{prefix}{key}] on a line of its own."
        )
    return value


def codes_at(raw: Mapping[str, Any], key: str, prefix: str = "") -> tuple[str, ...]:
    value = raw.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ByregError(f"{FILE_NAME}: '{prefix}{key}' must be a list of codes", f'Write "{key}" = ["BY301", "BY4"].')
    return tuple(code_selector(one, f"{FILE_NAME}: '{prefix}{key}'") for one in value)


def code_selector(text: str, where: str) -> str:
    """Return a code, or the beginning that several share, as codes are written; a name becomes its code."""
    folded = text.strip()
    by_name = BY_SLUG.get(folded.lower())
    selector = by_name.code if by_name else folded.upper()
    if len(selector) < 2 or not any(code.startswith(selector) for code in BY_CODE):
        raise ByregError(f"{where}: there is no code '{text}'", suggestion(folded, [*BY_CODE, *BY_SLUG]))
    return selector
