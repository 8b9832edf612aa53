"""CAMT.053: booked rows, each transfer of a batch, balances, and no entities."""

from __future__ import annotations

from datetime import date

import pytest

from tests.files.statements.papers import CAMT
from yeshi.base.errors import StatementUnread
from yeshi.base.money import Money
from yeshi.files.statements.camt import is_camt, read_camt
from yeshi.ledger.stated import StatedClosing


def test_booked_rows_are_read_and_batches_are_taken_apart() -> None:
    assert is_camt(CAMT.encode())
    read = read_camt(CAMT.encode()).entries
    assert [(one.line, one.reference, one.amount.fen, one.day) for one in read] == [
        (8, "po-one", -1000, date(2026, 11, 2)),
        (8, "po-two", -2000, date(2026, 11, 2)),
        (14, "", 1000, date(2026, 11, 3)),
    ]
    assert read[2].text == "came back po-one"


def test_the_last_balance_is_told_with_its_day() -> None:
    closing = read_camt(CAMT.encode()).closing
    assert closing == StatedClosing(Money(8000, "EUR"), date(2026, 11, 3))
    undated = CAMT.replace("<Dt><Dt>2026-11-03</Dt></Dt>", "")
    assert read_camt(undated.encode()).closing is None


def test_a_batch_whose_parts_do_not_come_to_it_stays_one_row() -> None:
    paper = CAMT.replace('<Amt Ccy="EUR">20.00', '<Amt Ccy="EUR">19.00')
    assert [one.amount.fen for one in read_camt(paper.encode()).entries] == [-3000, 1000]


@pytest.mark.parametrize("way", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(way: str) -> None:
    bomb = CAMT.replace(
        "<Document", '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<Document', 1
    ).replace("UTF-8", way)
    with pytest.raises(StatementUnread, match="on line 2, the file declares a document type"):
        read_camt(bomb.encode(way))


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ('"EUR">80.00', '"EUR">80.01', "80.01 is told here, and 80.00 comes out"),
        ("</Stmt>", "", "cannot be read as CAMT.053"),
        ("Stmt>", "Other>", "cannot be read as CAMT.053"),
        (
            "<CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK",
            "<Sts>BOOK",
            "on line 14, this row cannot be read",
        ),
        (
            'Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT',
            'Ccy="EUR">x</Amt><CdtDbtInd>CRDT',
            "on line 14, “x”",
        ),
    ],
)
def test_what_is_not_whole_is_refused(before: str, after: str, why: str) -> None:
    with pytest.raises(StatementUnread, match=why):
        read_camt(CAMT.replace(before, after).encode())
