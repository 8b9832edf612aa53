"""A statement as pages, files and paper tell it: the same figures in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yeshi.base.calendar import Calendar
from yeshi.base.ids import short
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.report import Paragraph, Report, Table
from yeshi.base.sentences import say, sentences
from yeshi.flow.payments.statements import StatementSeen
from yeshi.ledger.accounts import AccountKind, kind_of
from yeshi.ledger.statement import AccountStatement, StatementColumn, StatementLine
from yeshi.web.frame.amounts import money

# Beyond so many lines a page of several days has one a day; the file has every one.
LINES_SHOWN = 300


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A row of a statement; `day`: where it stands for all of a day, which that page tells."""

    what: str
    note: str
    day: date | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSheet:
    """A statement in a language: its rows under their heads, and what they come to.

    `remarks`: who bore what, in sentences. `by_day`: of how many lines the rows are days.
    """

    title: str
    period: str
    opening: str
    moved: str
    closing: str
    heads: tuple[str, ...]
    rows: tuple[StatementRow, ...]
    totals: tuple[str, ...]
    remarks: tuple[str, ...]
    by_day: int


def sheet_of(seen: StatementSeen, calendar: Calendar, language: str) -> StatementSheet:
    """The statement for who reads that language."""
    statement = seen.statement
    several = statement.since != statement.until
    by_day = len(statement.lines) if several and len(statement.lines) > LINES_SHOWN else 0
    rows = _days(statement, language) if by_day else _lines(seen, calendar, language, several)
    columns = [say(language, f"statement_column.{one}") for one in statement.columns]
    ends = [say(language, f"statement.{one}") for one in ("comes_to", "balance")]
    return StatementSheet(
        title=say(language, "statement.of", name=seen.name.in_language(language)),
        period=_period(statement, language),
        opening=money(statement.opening.balance),
        moved=money(statement.moved),
        closing=money(statement.closing.balance),
        heads=(say(language, "statement.what"), *columns, *ends),
        rows=tuple(rows),
        totals=(
            *(money(statement.total(one)) for one in statement.columns),
            money(statement.moved), money(statement.closing.balance),
        ),
        remarks=tuple(_remarks(statement, language)),
        by_day=by_day,
    )  # fmt: skip


def report_of(sheet: StatementSheet, language: str) -> Report:
    """The statement as it is printed."""
    foot = say(language, "statement.foot", name=sheet.title, period=sheet.period)
    sums = (
        f"{say(language, f'statement.{word}')} {amount}"
        for word, amount in (
            ("opening", sheet.opening), ("moved", sheet.moved), ("closing", sheet.closing),
        )
    )  # fmt: skip
    parts = [Paragraph(" · ".join(sums)), *(Paragraph(one, small=True) for one in sheet.remarks)]
    report = Report(sheet.title, sheet.period, foot, [*parts])
    if sheet.by_day:
        report.parts.append(Paragraph(say(language, "statement.by_day", count=sheet.by_day)))
    if not sheet.rows:
        report.parts.append(Paragraph(say(language, "statement.nothing")))
        return report
    rows = [("\n".join(filter(None, (one.what, one.note))), *one.cells) for one in sheet.rows]
    total = (say(language, "statement.together"), *sheet.totals)
    widths = (2.2, *(1.0 for _ in sheet.totals))
    report.parts.append(Table(sheet.heads, [*rows, total], widths))
    report.parts.append(Paragraph(say(language, "statement.reads"), small=True))
    return report


def rows_of(seen: StatementSeen, calendar: Calendar) -> list[dict[str, object]]:
    """A row for each line, between what the accounts held before and after."""
    statement = seen.statement
    held = statement.opening.balance
    rows = [_row(statement, {"line": "opening", "day": statement.since}, held)]
    for one in statement.lines:
        held += one.balance
        said: dict[str, object] = {
            "line": "order" if one.order else "move",
            "day": one.day,
            "at": calendar.local(one.at).isoformat(),
            "order": one.order or "",
            "moves": " ".join(dict.fromkeys(one.why)),
            "voucher": one.voucher.plain(),
            "voucher_borne_by": one.campaign or "",
            "moved": one.balance.plain(),
        }
        amounts: dict[str, object] = {
            column.value: amount.plain() for column, amount in one.amounts.items()
        }
        rows.append(_row(statement, said | amounts, held))
    rows.append(_row(statement, {"line": "closing", "day": statement.until}, held))
    return rows


def _row(statement: AccountStatement, said: Mapping[str, object], held: Money) -> dict[str, object]:
    nothing = Money(0, statement.currency).plain()
    empty: dict[str, object] = {
        "line": "", "day": "", "at": "", "order": "", "moves": "",
        **{column.value: nothing for column in StatementColumn},
        "voucher": nothing, "voucher_borne_by": "", "moved": nothing,
    }  # fmt: skip
    return empty | {**said, "balance": held.plain(), "currency": statement.currency}


def _period(statement: AccountStatement, language: str) -> str:
    if statement.since == statement.until:
        return str(statement.since)
    return say(language, "statement.period", since=statement.since, until=statement.until)


def _remarks(statement: AccountStatement, language: str) -> Sequence[str]:
    found = []
    if statement.voucher:
        found.append(say(language, "statement.voucher_total", amount=money(statement.voucher)))
    deals = statement.total(StatementColumn.DEALS)
    if deals:
        found.append(say(language, "statement.deals_bear", amount=money(deals * -1)))
    held = statement.closing
    if held.against:
        is_stall = kind_of(statement.account) is AccountKind.MERCHANT
        key = "statement.against_stall" if is_stall else "statement.against_courier"
        said = say(language, key, amount=money(held.owed), against=money(held.against * -1))
        found.append(said)
    return found


def _lines(
    seen: StatementSeen, calendar: Calendar, language: str, several: bool
) -> list[StatementRow]:
    held, rows = seen.statement.opening.balance, []
    for one in seen.statement.lines:
        held += one.balance
        clock = calendar.local(one.at).strftime("%H:%M")
        when = f"{one.day} {clock}" if several else clock
        rows.append(
            StatementRow(
                f"{when} {_what(one, language)}",
                _note(one, seen.campaigns, language),
                None,
                _cells(seen.statement, one.amounts, one.balance, held),
            )
        )
    return rows


def _days(statement: AccountStatement, language: str) -> list[StatementRow]:
    return [
        StatementRow(
            str(one.since),
            say(language, "statement.lines", count=len(one.lines)),
            one.since,
            _cells(
                statement, {column: one.total(column) for column in one.columns}, one.moved,
                one.closing.balance,
            ),
        )
        for one in statement.days
    ]  # fmt: skip


def _cells(
    statement: AccountStatement, amounts: Mapping[StatementColumn, Money], moved: Money, held: Money
) -> tuple[str, ...]:
    there = (amounts.get(column) for column in statement.columns)
    return (*(money(one) if one else "" for one in there), money(moved), money(held))


def _what(line: StatementLine, language: str) -> str:
    if line.unnamed:
        return say(language, "statement_move.other", name=", ".join(line.unnamed))
    if line.order:
        return say(language, "statement.order", id=short(line.order))
    key = f"statement_move.{line.why[0]}"
    if key not in sentences(language):
        key = f"statement_column.{next(iter(line.amounts))}"
    return say(language, key, amount=money(line.owed * -1))


def _note(line: StatementLine, campaigns: Mapping[str, Name], language: str) -> str:
    if not line.voucher:
        return ""
    name = campaigns.get(line.campaign or "")
    said = name.in_language(language) if name else line.campaign or ""
    return say(language, "statement.voucher", amount=money(line.voucher), campaign=said)
