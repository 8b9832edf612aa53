"""A statement is told alike to who reads it, to spreadsheets and on paper."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import CALENDAR
from tests.ledger.test_statement import DAY, TILL, A, moved, told
from tests.records import fen
from yeshi.base.names import Name
from yeshi.base.report import Paragraph, Table
from yeshi.flow.payments.statements import StatementSeen
from yeshi.ledger.statement import AccountStatement, SoldFacts
from yeshi.web.money.statement_told import report_of, rows_of, sheet_of

NAME = Name("面摊", "Noodles")


def seen(statement: AccountStatement) -> StatementSeen:
    """As it is read, with what its campaign is called."""
    return StatementSeen(statement, NAME, {"v": Name("夜市券", "Night voucher")})


SOLD = told(
    moved("sale", "escrow", A, 4000),
    moved("commission", A, "platform:fees", 240),
    moved("complaint", TILL, "wallet:c", 500, order="p-abcde"),
    moved("payout", A, "clearing:payouts", 3000, order=None),
    moved("bonus", "platform:care", A, 5, order=None),
    facts={"o": SoldFacts(fen(701), fen(800), "v")},
)


def test_who_bore_what_is_said() -> None:
    """The campaign its voucher, by name, and the stall its deals."""
    sheet = sheet_of(seen(SOLD), CALENDAR, "en")
    assert sheet.heads[1:3] == ("Sold", "Own deals")
    assert sheet.rows[0].note == "of it by voucher ¥8.00, borne by “Night voucher”"
    assert sheet.rows[0].cells[:3] == ("¥47.01", "−¥7.01", "−¥2.40")
    assert sheet.remarks == (
        "Of what was sold, vouchers paid ¥8.00: their campaigns bear it, the stall gets it in full.",
        "The stall's own deals took off ¥7.01, which the stall bears.",
        "¥7.65 is owed; ¥5.00 of it stands against cash from the counter and complaints that the"
        " stall bears.",
    )
    chinese = sheet_of(seen(SOLD), CALENDAR, "zh")
    assert chinese.rows[0].note == "其中消费券 ¥8.00，由“夜市券”承担"
    assert chinese.title == "面摊的对账单"


def test_each_line_says_what_it_is_and_what_is_there_after_it() -> None:
    """A payout, a complaint about an order, and what no column is for by its name."""
    sheet = sheet_of(seen(SOLD), CALENDAR, "en")
    assert [one.what.split(" ", 1)[1] for one in sheet.rows] == [
        "Order O", "Order ABCDE", "Paid out", "Other: bonus",
    ]  # fmt: skip
    assert [one.cells[-1] for one in sheet.rows] == ["¥37.60", "¥32.60", "¥2.60", "¥2.65"]
    assert (sheet.opening, sheet.moved, sheet.closing) == ("¥0.00", "¥2.65", "¥2.65")
    assert sheet.totals[-2:] == ("¥2.65", "¥2.65")


def test_a_move_that_is_usually_of_an_order_is_told_by_its_column() -> None:
    """Whoever entered it without one; what is set off between the two accounts by its amount."""
    both = told(
        moved("compensation", "platform:care", A, 5, order=None),
        moved("set_off", A, TILL, 3, order=None),
    )
    assert [one.what[6:] for one in sheet_of(seen(both), CALENDAR, "en").rows] == [
        "Made good", "Cash set off against what is owed: ¥0.03",
    ]  # fmt: skip


def test_rows_of_a_file_lead_from_balance_to_balance() -> None:
    """Each with all columns, between what was before and after."""
    rows = rows_of(seen(SOLD), CALENDAR)
    assert [one["line"] for one in rows] == ["opening", "order", "order", "move", "move", "closing"]
    assert [one["balance"] for one in rows] == ["0.00", "37.60", "32.60", "2.60", "2.65", "2.65"]
    assert len({tuple(one) for one in rows}) == 1
    assert (rows[1]["sold"], rows[1]["deals"], rows[1]["voucher_borne_by"]) == (
        "47.01", "-7.01", "v",
    )  # fmt: skip


def test_paper_has_the_rows_or_says_that_nothing_moved() -> None:
    """Under their heads, with the sums last."""
    sheet = sheet_of(seen(SOLD), CALENDAR, "en")
    [table] = [one for one in report_of(sheet, "en").parts if isinstance(one, Table)]
    assert tuple(table.columns) == sheet.heads
    assert table.rows[-1] == ("Together", *sheet.totals)
    empty = sheet_of(seen(replace(told(), lines=())), CALENDAR, "en")
    said = [one.text for one in report_of(empty, "en").parts if isinstance(one, Paragraph)]
    assert "Nothing moved in these days. The balance stayed as it was." in said
    assert empty.period == str(DAY)
