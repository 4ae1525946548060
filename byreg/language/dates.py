"""Periods as each language says them: `5. juni 2014`, `hausten 2018`, `25.–26. oktober 2017`."""

from datetime import date

from byreg.model.period import Period, parse_period

DASH = "–"
NORWEGIAN_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTHS = {"nb": NORWEGIAN_MONTHS, "nn": NORWEGIAN_MONTHS, "en": ENGLISH_MONTHS}
PARTS: dict[str, dict[str, str]] = {
    "nb": {"spring": "våren", "summer": "sommeren", "autumn": "høsten", "winter": "vinteren",
           "Q": "{}. kvartal", "T": "{}. tertial", "H": "{}. halvår", "from": "fra {}", "until": "til {}"},
    "nn": {"spring": "våren", "summer": "sommaren", "autumn": "hausten", "winter": "vinteren",
           "Q": "{}. kvartal", "T": "{}. tertial", "H": "{}. halvår", "from": "frå {}", "until": "til {}"},
    "en": {"spring": "spring", "summer": "summer", "autumn": "autumn", "winter": "winter",
           "Q": "Q{}", "T": "T{}", "H": "H{}", "from": "from {}", "until": "until {}"},
}  # fmt: skip


def format_day(day: date, language: str) -> str:
    """Write a day: `5. juni 2014`, `5 June 2014`."""
    return f"{day_of_month(day, language)} {MONTHS[language][day.month - 1]} {day.year}"


def day_of_month(day: date, language: str) -> str:
    return str(day.day) if language == "en" else f"{day.day}."


def format_period(period: Period, language: str) -> str:
    """Write a period with the precision it was stated with."""
    if period.precision != "interval":
        return format_simple(period, language)
    start, _, end = period.text.partition("/")
    words = PARTS[language]
    if start == "..":
        return words["until"].format(format_simple(parse_period(end), language))
    if end == "..":
        return words["from"].format(format_simple(parse_period(start), language))
    return format_interval(parse_period(start), parse_period(end), language)


def format_simple(period: Period, language: str) -> str:
    year, _, part = period.text.partition("-")
    words = PARTS[language]
    if not part:
        return year
    if period.precision == "day" and period.start:
        return format_day(period.start, language)
    if period.precision == "month" and period.start:
        return f"{MONTHS[language][period.start.month - 1]} {year}"
    if part == "winter":
        return f"{words[part]} {year}/{(int(year) + 1) % 100:02d}"
    if part in words:
        return f"{words[part]} {year}"
    return f"{words[part[0]].format(part[1])} {year}"


def format_interval(start: Period, end: Period, language: str) -> str:
    """Write both ends once each: what they share is said at the end only."""
    if start == end:
        return format_simple(start, language)
    first, last = format_simple(start, language), format_simple(end, language)
    if not (start.start and end.start and start.start.year == end.start.year):
        return f"{first}{DASH}{last}"
    if start.precision == end.precision == "day" and start.start.month == end.start.month:
        return f"{day_of_month(start.start, language)}{DASH}{last}"
    if start.precision == end.precision and start.precision in ("day", "month"):
        return f"{first.removesuffix(f' {start.start.year}')}{DASH}{last}"
    return f"{first}{DASH}{last}"
