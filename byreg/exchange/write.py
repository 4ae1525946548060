"""A plan in the format that was asked for."""

from byreg.exchange.book import make_book
from byreg.exchange.fields import Context
from byreg.load import Workspace


def exported(workspace: Workspace, context: Context, format_: str, table: str) -> bytes:
    """Return a plan as the bytes of a file."""
    if format_ == "ics":
        from byreg.exchange.calendar import as_ics

        return as_ics(context.say)
    book = make_book(context)
    if format_ == "xlsx":
        from byreg.exchange.workbook import as_xlsx

        return as_xlsx(book)
    from byreg.exchange.plain import as_csv, as_json

    return as_csv(book, table) if format_ == "csv" else as_json(workspace, context.say.phase, book)
