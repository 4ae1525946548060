"""What a code is: its sentence, its documentation, and how grave it is in which kind of plan."""

from typing import NamedTuple

from byreg.diagnostic import Profile, Severity


class Severities(NamedTuple):
    """How grave a finding is by the profile it is judged under."""

    draft: Severity
    consultation: Severity
    adopted: Severity
    closed: Severity

    def of(self, profile: Profile) -> Severity:
        severity: Severity = getattr(self, profile)
        return severity

    @property
    def fixed(self) -> bool:
        """Tell whether it is the same under every profile."""
        return self.draft == self.consultation == self.adopted == self.closed


def always(severity: Severity) -> Severities:
    return Severities(severity, severity, severity, severity)


# what may be missing in a draft is an error once adopted; in a closed plan of the past it is a gap to know of
GAP = Severities("advice", "warning", "error", "warning")
# what a good plan has, and a plan can be adopted without
WEAKNESS = Severities("advice", "advice", "warning", "warning")
# two statements of the plan that cannot both be true
CONTRADICTION = Severities("warning", "warning", "error", "warning")


class Code(NamedTuple):
    """One kind of finding. `message` and `hint` are filled with the diagnostic's parameters.

    A `guard` protects others from what a pull request brings: no file of the workspace can
    silence it.
    """

    code: str
    slug: str
    severities: Severities
    message: str
    hint: str
    demand: str
    why: str
    source: str = ""
    guard: bool = False

    @property
    def severity(self) -> Severity:
        """Return how grave it is in an adopted plan, and wherever no plan is concerned."""
        return self.severities.adopted

    @property
    def structural(self) -> bool:
        """Tell whether it keeps a file or a part of it from being read: then nothing else can be said of it."""
        return self.code[2] in "01" and self.severity == "error"


def entry(
    code: str,
    slug: str,
    severity: Severity | Severities,
    *,
    message: str,
    hint: str,
    demand: str,
    why: str,
    source: str = "",
    guard: bool = False,
) -> Code:
    severities = severity if isinstance(severity, Severities) else always(severity)
    return Code(code, slug, severities, message, hint, demand, why, source, guard)
