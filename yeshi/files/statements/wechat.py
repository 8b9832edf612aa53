"""WeChat Pay's bill of trades (交易账单) as CSV: a backtick before each cell, sums at the end.

https://pay.weixin.qq.com/doc/v3/merchant/4012791817
"""

from __future__ import annotations

from yeshi.base.calendar import Calendar
from yeshi.base.errors import StatementUnread
from yeshi.files.statements.cells import currency_in, exact, moment_in
from yeshi.files.statements.rows import StatedRow, marked, needs, plain_head, table
from yeshi.ledger.stated import BEIJING, StatedEntry, StatedFile, StatedKind, StatementForm

TIME, ORDER, STATE = "交易时间", "商户订单号", "交易状态"
# What was asked of the customer, whoever bore coupons of it; older bills have one amount alone.
PAID = ("订单金额", "总金额", "应结订单金额")
BACK = ("申请退款金额", "退款金额")
SUMS = "总交易单数"
# What failed, or was changed to another way, has not gone back.
NOT_BACK = frozenset({"FAIL", "CHANGE"})


def is_wechat(head: str) -> bool:
    """Whether the first line of a file is that of such a bill."""
    return all(one in head for one in (TIME, ORDER, STATE, "微信订单号"))


def read_wechat(text: str, calendar: Calendar) -> StatedFile:
    """What was paid and what goes back, by the ids that the city gave them."""
    lines = text.splitlines()
    ends = next((at for at, one in enumerate(lines) if one.lstrip("`").startswith(SUMS)), None)
    if ends is None or ends + 1 >= len(lines):
        raise StatementUnread("cut", len(lines))
    needs(map(plain_head, lines[0].split(",")), PAID, (ORDER,), (STATE,), ("货币种类",))
    rows = list(table(marked(lines[:ends], 1)))
    _, sums = next(marked(lines[ends + 1 : ends + 2], ends + 2))
    said = sums[0].strip() if sums else ""
    if not said.isdigit():
        raise StatementUnread("amount", ends + 2, cell=said[:40])
    if len(rows) < int(said):
        raise StatementUnread("count", ends + 2, told=int(said), counted=len(rows))
    entries = [_entry(one, calendar) for one in rows]
    return StatedFile(StatementForm.WECHAT, tuple(one for one in entries if one and one.amount))


def _entry(row: StatedRow, calendar: Calendar) -> StatedEntry | None:
    state, currency = row.first(STATE), currency_in(row.first("货币种类"), row.line)
    if state not in ("SUCCESS", "REFUND", "REVOKED"):
        raise StatementUnread("state", row.line, cell=state[:40])
    at = moment_in(row.first(TIME), BEIJING, row.line)
    came = state == "SUCCESS"
    if not came and row.first("退款状态") in NOT_BACK:
        return None
    amount = exact(row.first(*(PAID if came else BACK)), currency, row.line)
    fee = exact(row.first("手续费") or "0", currency, row.line)
    back = row.first("商户退款单号")
    order = row.first(ORDER)
    own = row.first("微信订单号") if came else row.first("微信退款单号", "商户退款单号")
    return StatedEntry(
        line=row.line, reference=order if came or back in ("", "0") else back,
        amount=amount if came else amount * -1, day=calendar.date_at(at), at=at,
        text=f"{state} · {row.first('商品名称')} · {row.first('微信订单号')}",
        kind=StatedKind.CAME if came else StatedKind.WENT, fee=fee,
        own=f"{state} {own}" if own not in ("", "0") else "",
    )  # fmt: skip
