"""The books of a city, written into a file as of one moment, while the city goes on."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TextIO

from yeshi.base.calendar import Calendar
from yeshi.base.errors import InputError
from yeshi.files import beancount
from yeshi.files.journal import write_journal
from yeshi.flow.payments.books import span_of, transfers_of
from yeshi.flow.ports import Work
from yeshi.settings import Settings
from yeshi.wiring.opened import Opened
from yeshi.wiring.recorded import recorded_city


class BooksFormat(StrEnum):
    """In which form: for Beancount, or a row for each transfer."""

    BEANCOUNT = "beancount"
    CSV = "csv"


def write_books(settings: Settings, form: BooksFormat, file: Path) -> int:
    """Write all of the books into a new file; how many transfers it has.

    InputError where there is such a file, or it cannot be written: then there is none.
    """
    with recorded_city(settings) as city:
        try:
            with file.open("x", encoding="utf-8", newline="") as out:
                return _written(city, form, out)
        except FileExistsError:
            raise InputError(f"{file} is there already: name a new one") from None
        except OSError as fault:
            file.unlink(missing_ok=True)
            raise InputError(f"{file} cannot be written: {fault.strerror}") from None
        except BaseException:
            file.unlink(missing_ok=True)
            raise


def _written(city: Opened, form: BooksFormat, out: TextIO) -> int:
    calendar = city.terms.calendar
    with city.store.look() as work:
        if form is BooksFormat.CSV:
            return write_journal(transfers_of(work), calendar, out)
        return _as_beancount(city, work, calendar, out)


def _as_beancount(city: Opened, work: Work, calendar: Calendar, out: TextIO) -> int:
    currency, balances = city.terms.currency, work.ledger.balances()
    _write(out, beancount.head(currency, f"{city.charter.name.zh} {city.charter.name.en}"))
    span, count = span_of(work, calendar), 0
    if span is None:
        return count
    _write(out, beancount.openings(balances, span.first, currency))
    for one in transfers_of(work):
        count += 1
        _write(out, beancount.entry(one, calendar))
    _write(out, beancount.closings(balances, span.last))
    return count


def _write(out: TextIO, lines: beancount.Lines) -> None:
    out.writelines(f"{line}\n" for line in lines)
