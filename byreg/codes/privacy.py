"""8xx: what belongs to private persons. No output repeats what was found."""

from byreg.codes.code import Code, entry

ACT = "Personal Data Act (personopplysningsloven) § 12: national identity numbers only where there is a real need"
GDPR = "General Data Protection Regulation, article 5: no more personal data than needed"

CODES: tuple[Code, ...] = (
    entry(
        "BY801", "identity-number", "error",
        message="a national identity number (fødselsnummer) stands here",
        hint="Remove it, also from git's history before it is pushed; name the role instead.",
        demand="No plan file holds a fødselsnummer, in any text or comment.",
        why="Git keeps it for ever, and everybody can read a public repository.",
        source=ACT,
    ),
    entry(
        "BY802", "d-number", "error",
        message="a D-number stands here",
        hint="Remove it, also from git's history before it is pushed; name the role instead.",
        demand="No plan file holds a D-number, in any text or comment.",
        why="It identifies a person as a fødselsnummer does.",
        source=ACT,
    ),
    entry(
        "BY803", "synthetic-number", "advice",
        message="an identity number made for tests stands here (its month is above 40)",
        hint="It is nobody's; remove it if the file is not an example.",
        demand="Plan files hold no test data.",
        why="Readers cannot see that it is nobody's, and next time it may be somebody's.",
        source="Skatteetaten: Test-Norge adds 80 to the month; NAV and hospitals' temporary numbers add 40",
    ),
    entry(
        "BY804", "private-email", "warning",
        message="a private person's e-mail address stands here",
        hint="Write an office's address, such as post@ and the organisation's domain.",
        demand="No plan file holds an address at a provider of private mail.",
        why="The plan outlives the person's part in it, and robots read public repositories.",
        source=GDPR,
    ),
    entry(
        "BY805", "personal-email", "advice",
        message="an e-mail address with a person's name stands here",
        hint="Name the role, or write an office's address, such as post@ and the organisation's domain.",
        demand="Plan files name roles and offices, not persons.",
        why="Posts change hands; the plan would point to somebody who has left.",
        source=GDPR,
    ),
    entry(
        "BY806", "mobile-number", "warning",
        message="a mobile telephone number stands here",
        hint="Write the switchboard's number, or none.",
        demand="No plan file holds a mobile number.",
        why="It is a person's, also when the employer pays for it.",
        source=GDPR,
    ),
)  # fmt: skip
