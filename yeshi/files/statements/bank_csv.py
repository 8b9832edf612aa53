"""A bank's statement as CSV: its columns are known by their names, in Chinese or English."""

from __future__ import annotations

from yeshi.base.errors import StatementUnread
from yeshi.base.money import Money
from yeshi.files.statements.cells import currency_in, day_in, exact
from yeshi.files.statements.rows import StatedRow, needs, plain_head, records, table
from yeshi.ledger.stated import StatedEntry, StatedFile, StatedKind, StatementForm

DAY = (
    "booking date", "booked on", "date", "transaction date",
    "记账日期", "交易日期", "日期", "入账日期", "交易时间",
)  # fmt: skip
AMOUNT = ("amount", "金额", "交易金额", "发生额")
CAME = ("credit", "credit amount", "贷方发生额", "收入金额", "收入", "贷方金额")
WENT = ("debit", "debit amount", "借方发生额", "支出金额", "支出", "借方金额")
REFERENCE = (
    "reference",
    "end to end id",
    "customer reference",
    "客户参考号",
    "业务参考号",
    "参考号",
)
TEXT = ("text", "description", "purpose", "details", "摘要", "用途", "附言", "备注")
CURRENCY = ("currency", "币种", "货币")


def is_bank_csv(head: str) -> bool:
    """Whether the first line of a file names a day and an amount."""
    names = {plain_head(one.strip('"')) for one in head.split(_between(head))}
    return bool(names & set(DAY)) and bool(names & {*AMOUNT, *CAME, *WENT})


def read_bank_csv(text: str, currency: str) -> StatedFile:
    """The rows; `currency`: of those that tell none."""
    lines = text.splitlines()
    between = _between(lines[0])
    head = [plain_head(one) for one in next(records(lines, 1, between))[1]]
    needs(head, DAY, (*AMOUNT, *CAME, *WENT))
    if not set(head) & set(AMOUNT):
        needs(head, CAME)
        needs(head, WENT)
    # Where semicolons stand between cells, commas stand before decimals.
    rows = table(records(lines, 1, between))
    entries = [_entry(one, currency, between == ";") for one in rows]
    return StatedFile(StatementForm.BANK_CSV, tuple(one for one in entries if one.amount))


def _between(head: str) -> str:
    return max(",;\t", key=head.count)


def _entry(row: StatedRow, usual: str, comma: bool) -> StatedEntry:
    told = row.first(*CURRENCY)
    currency = {"人民币": "CNY"}.get(told) or (currency_in(told, row.line) if told else usual)
    amount = _amount(row, currency, comma)
    return StatedEntry(
        line=row.line, reference=row.first(*REFERENCE), amount=amount,
        day=day_in(row.first(*DAY), row.line),
        text=" · ".join(one for name in TEXT if (one := row.cells.get(name))),
        kind=StatedKind.CAME if amount.fen > 0 else StatedKind.WENT,
    )  # fmt: skip


def _amount(row: StatedRow, currency: str, comma: bool) -> Money:
    signed = row.first(*AMOUNT)
    if signed:
        return exact(signed, currency, row.line, comma)
    came = exact(row.first(*CAME) or "0", currency, row.line, comma)
    went = exact(row.first(*WENT) or "0", currency, row.line, comma)
    if came and went:
        raise StatementUnread("both", row.line)
    return came - (went if went.fen >= 0 else went * -1)
