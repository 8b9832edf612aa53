"""A file is read in beside a city that goes on: once, at the account that it states."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SmallCity, done
from tests.files.statements.papers import STRIPE
from tests.wiring.test_books_written import city, settings
from yeshi.base.errors import InputError
from yeshi.flow.payments import reconciling
from yeshi.ledger.accounts import BANK
from yeshi.settings import Settings
from yeshi.wiring.statement_read_in import read_statement_in

__all__ = ["city", "settings"]


def bank_file(folder: Path, amount: str = "12.00") -> Path:
    """A bank's file of what nobody entered."""
    file = folder / "bank.csv"
    file.write_text(f"日期,收入,支出,摘要\n2026-11-24,{amount},,利息\n", "utf-8")
    return file


def test_what_is_left_stays_open_until_somebody_explains_it(
    city: SmallCity, settings: Settings, tmp_path: Path
) -> None:
    """Read in twice it is one file and one difference."""
    file = bank_file(tmp_path)
    for _ in range(2):
        told = read_statement_in(settings, file)
        assert (told.file.account, told.file.found, told.desk.account.count) == (BANK, 1, 1)
        assert len(told.desk.files) == 1
    (open_,) = told.desk.open
    done(reconciling.explain(city.engine, city.key(), open_.one.id, "interest"))
    assert read_statement_in(settings, file).desk.account.count == 0


@pytest.mark.usefixtures("city")
def test_what_cannot_be_read_in_is_told_with_its_line(settings: Settings, tmp_path: Path) -> None:
    """And nothing is kept of it; nor of a provider by whom nobody was paid."""
    with pytest.raises(InputError, match="no such file"):
        read_statement_in(settings, tmp_path / "none.csv")
    with pytest.raises(InputError, match=r"bank\.csv: .*line 2"):
        read_statement_in(settings, bank_file(tmp_path, "twelve"))
    other = tmp_path / "stripe.csv"
    other.write_text(STRIPE, "utf-8")
    with pytest.raises(InputError, match="provider:stripe"):
        read_statement_in(settings, other)
    assert read_statement_in(settings, bank_file(tmp_path)).desk.files[1:] == ()
