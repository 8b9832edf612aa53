"""The command that writes the books into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yeshi import settings
from yeshi.cli.console import say
from yeshi.wiring.books_written import BooksFormat, write_books


def books(
    out: Annotated[Path, typer.Option(help="The file to write; it must not be there yet.")],
    form: Annotated[
        BooksFormat, typer.Option("--format", help="For Beancount, or a row for each transfer.")
    ] = BooksFormat.BEANCOUNT,
) -> None:
    """Write all transfers and what each account comes to, as of one moment; the city may go on.

    Accounts are named by the ids of people and things; no name, address or number is in it.
    """
    count = write_books(settings.read(), form, out)
    say.print(f"{out}: {count} transfers written.", markup=False, highlight=False)
