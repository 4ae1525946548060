"""Numbers as each language writes them: `10 000,5` with hard spaces, or `10,000.5`."""

from decimal import ROUND_HALF_EVEN, Decimal

HARD_SPACE = "\u00a0"
MINUS = "\u2212"
MILLION = Decimal(1_000_000)
MOST_DECIMALS = 6


def format_number(value: Decimal, language: str) -> str:
    """Write a number exactly (at most six decimals), digits grouped from five on in Norwegian."""
    rounded = (
        value.quantize(Decimal(1).scaleb(-MOST_DECIMALS), ROUND_HALF_EVEN) if value != value.to_integral() else value
    )
    digits = f"{abs(rounded):f}"
    whole, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0")
    separator, point = (",", ".") if language == "en" else (HARD_SPACE, ",")
    grouped = f"{int(whole):,}".replace(",", separator) if len(whole) > 3 else whole
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{grouped}{point if decimals else ''}{decimals}"


def format_money(value: Decimal, language: str) -> str:
    """Write an amount of Norwegian kroner: `60 mill. kr`, `50 kr`, `NOK 60 million`."""
    millions = value / MILLION
    in_millions = abs(value) >= MILLION and millions == millions.quantize(Decimal("0.01"))
    number = format_number(millions if in_millions else value, language)
    if language == "en":
        return f"NOK{HARD_SPACE}{number}{f'{HARD_SPACE}million' if in_millions else ''}"
    return f"{number}{HARD_SPACE}{f'mill.{HARD_SPACE}' if in_millions else ''}kr"
