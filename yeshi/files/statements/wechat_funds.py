"""WeChat Pay's bill of its account (资金账单) as CSV: what it passed on, which no other bill tells.

Payments, refunds and what is kept of them stand in the bill of trades by the city's own ids, and
are left out here. https://pay.weixin.qq.com/doc/v3/merchant/4012791867
"""

from __future__ import annotations

from yeshi.base.calendar import Calendar
from yeshi.base.errors import StatementUnread
from yeshi.files.statements.cells import exact, moment_in
from yeshi.files.statements.rows import StatedRow, marked, needs, plain_head, table
from yeshi.ledger.stated import BEIJING, StatedEntry, StatedFile, StatedKind, StatementForm

CURRENCY = "CNY"
TIME, FLOW, BUSINESS = "记账时间", "资金流水单号", "微信支付业务单号"
NAME, KIND, WAY, AMOUNT = "业务名称", "业务类型", "收支类型", "收支金额"
SUMS = "资金流水总笔数"
_SIGNS = {"收入": 1, "支出": -1}
# Between WeChat Pay and the bank; and what the bill of trades tells.
_MOVES, _OF_TRADES = ("提现", "充值"), ("交易", "退款", "手续费")


def is_wechat_funds(head: str) -> bool:
    """Whether the first line of a file is that of such a bill."""
    return all(one in head for one in (TIME, FLOW, BUSINESS, WAY))


def read_wechat_funds(text: str, calendar: Calendar) -> StatedFile:
    """What went to the bank and came from it, and whatever else is of no trade."""
    lines = text.splitlines()
    ends = next((at for at, one in enumerate(lines) if one.lstrip("`").startswith(SUMS)), None)
    if ends is None or ends + 1 >= len(lines):
        raise StatementUnread("cut", len(lines))
    rows = list(table(marked(lines[:ends], 1)))
    needs((plain_head(one) for one in lines[0].split(",")), (AMOUNT,), (KIND,), (NAME,))
    _, sums = next(marked(lines[ends + 1 : ends + 2], ends + 2))
    said = sums[0].strip().removesuffix(".0") if sums else ""
    if not said.isdigit():
        raise StatementUnread("amount", ends + 2, cell=said[:40])
    if len(rows) != int(said):
        raise StatementUnread("count", ends + 2, told=int(said), counted=len(rows))
    entries = [_entry(one, calendar) for one in rows]
    found = tuple(one for one in entries if one is not None and one.amount)
    return StatedFile(StatementForm.WECHAT_FUNDS, found)


def _entry(row: StatedRow, calendar: Calendar) -> StatedEntry | None:
    way, called = row.first(WAY), f"{row.first(NAME)} · {row.first(KIND)}"
    if way not in _SIGNS:
        raise StatementUnread("state", row.line, cell=way[:40])
    kind = _kind(called)
    if kind is None:
        return None
    at = moment_in(row.first(TIME), BEIJING, row.line)
    return StatedEntry(
        line=row.line, reference=row.first(BUSINESS),
        amount=exact(row.first(AMOUNT), CURRENCY, row.line) * _SIGNS[way],
        day=calendar.date_at(at), at=at, text=called, kind=kind, own=row.first(FLOW),
    )  # fmt: skip


def _kind(called: str) -> StatedKind | None:
    if any(one in called for one in _MOVES):
        return StatedKind.FEE if "手续费" in called else StatedKind.MOVED
    return None if any(one in called for one in _OF_TRADES) else StatedKind.OTHER
