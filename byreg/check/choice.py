"""Which findings count, and how grave they are: the settings of the workspace, and the options of one run."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from fnmatch import translate
from functools import lru_cache
from typing import NamedTuple

from byreg.codes import BY_CODE
from byreg.config import CheckSettings
from byreg.diagnostic import Diagnostic, Profile, Severity
from byreg.model.plan import Plan
from byreg.model.register import Register
from byreg.model.state import plan_status


class Choice(NamedTuple):
    """What one run goes by. An option that was given stands in the place of its setting."""

    settings: CheckSettings
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile | None = None

    def wants(self, code: str) -> bool:
        """Tell whether findings of a code are looked for. What keeps a file from being read is always told.

        Who asks for a code on the command line gets it, whatever the settings ignore.
        """
        if BY_CODE[code].structural:
            return True
        select = self.select or self.settings.select
        ignore = self.ignore or (() if self.select else self.settings.ignore)
        if BY_CODE[code].guard:  # only who runs the check can leave out a guard, not who wrote the files
            select, ignore = self.select, self.ignore
        chosen = not select or any(code.startswith(one) for one in select)
        return chosen and not any(code.startswith(one) for one in ignore)

    def for_errors(self, profiles: Collection[Profile]) -> "Choice":
        """Return the choice of what can be an error under some profiles, and of what is personal: it hides the rest."""
        own = self.profile or self.settings.profile
        asked = profiles if own is None else (own,)
        wanted = [
            code
            for code, one in BY_CODE.items()
            if self.wants(code)
            and (one.structural or code[2] == "8" or any(one.severities.of(profile) == "error" for profile in asked))
        ]
        return self._replace(select=tuple(wanted), ignore=())

    def mends(self, code: str) -> bool:
        """Tell whether findings of a code are to be mended: those asked for, where some were."""
        asked = not self.select or any(code.startswith(one) for one in self.select)
        return asked and not any(code.startswith(one) for one in self.ignore)

    def counts(self, code: str, path: str) -> bool:
        """Tell whether findings of a code count in a file: wanted, and the path is not excepted from it."""
        if not self.wants(code):
            return False
        if BY_CODE[code].structural or BY_CODE[code].guard:
            return True
        return not any(
            any(code.startswith(one) for one in codes) and covers(pattern, path)
            for pattern, codes in self.settings.per_path_ignores.items()
        )

    def severity_of(self, found: Diagnostic, profiles: Mapping[str, Profile]) -> Severity:
        """Return how grave a finding is, by the profile of the plan it stands in."""
        own = profiles.get("/".join(found.place.path.split("/")[:3]), "adopted")
        return BY_CODE[found.code].severities.of(self.profile or self.settings.profile or own)


def covers(pattern: str, path: str) -> bool:
    """Tell whether a path matches a pattern with * and ?, or lies in the folder that it names."""
    return as_expression(pattern).match(path) is not None or path.startswith(f"{pattern.rstrip('/')}/")


@lru_cache(maxsize=1024)
def as_expression(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern))


def profiles_of(register: Register, day: date) -> dict[str, Profile]:
    """Return the profile of each plan by its folder: the plan's own status on a day; before its first, a draft."""
    return {f"plans/{phase.address}": profile_of(phase.plan, day) for phase in register.phases}


def profile_of(plan: Plan, day: date) -> Profile:
    return plan_status(plan, day) or "draft"
