"""Alipay's bills as CSV, of trades (业务明细) and of the account (账务明细): notes begin with #.

https://opendocs.alipay.com/open/204/106262
"""

from __future__ import annotations

import re

from yeshi.base.calendar import Calendar
from yeshi.base.errors import StatementUnread
from yeshi.files.statements.cells import exact, moment_in
from yeshi.files.statements.rows import StatedRow, needs, plain_head, records, table
from yeshi.ledger.stated import BEIJING, StatedEntry, StatedFile, StatedKind, StatementForm

CURRENCY = "CNY"
TRADE, ACCOUNT = "支付宝交易号", "账务流水号"
# The head of a table names one of these, whatever notes stand over it.
HEADS = (TRADE, ACCOUNT)
_END = re.compile(r"#-+\s*(业务|账务)明细列表结束")
_COUNT = re.compile(r"#\s*(交易|退款|收入|支出)合计[：:]\s*(\d+)\s*笔")
# Between Alipay and the bank; 转账 goes to somebody else, and has to be looked at.
_FEES, _MOVES = ("收费", "服务费", "手续费"), ("提现", "充值")
_CAME = ("在线支付", "交易付款", "交易")


def is_alipay(text: str) -> bool:
    """Whether the file's first lines are those of such a bill."""
    return _head_of(text.splitlines()[:12]) is not None


def read_alipay(text: str, calendar: Calendar) -> StatedFile:
    """What was paid and what went back, by the ids that the city gave them."""
    lines = text.splitlines()
    begins = _head_of(lines)
    ends = next((at for at, one in enumerate(lines) if _END.match(one)), None)
    if begins is None or ends is None or ends < begins:
        raise StatementUnread("cut", len(lines))
    head = {plain_head(one) for one in lines[begins].split(",")}
    of_trades = plain_head(TRADE) in head
    entry = _of_trade if of_trades else _of_account
    if of_trades:
        needs(head, ("商户订单号",), ("业务类型",), ("订单金额",), ("创建时间",))
    else:
        needs(head, ("商户订单号",), ("业务类型",), ("收入金额",), ("支出金额",), ("发生时间",))
    rows = list(table(records(lines[begins:ends], begins + 1)))
    entries = [entry(one, calendar) for one in rows]
    _count(lines, ends, entries)
    return StatedFile(StatementForm.ALIPAY, tuple(one for one in entries if one.amount))


def _head_of(lines: list[str]) -> int | None:
    found = (at for at, one in enumerate(lines) if one.lstrip('"').startswith(HEADS))
    return next(found, None)


def _count(lines: list[str], ends: int, entries: list[StatedEntry]) -> None:
    """StatementUnread unless there are as many rows as the notes at the end say."""
    for at, one in enumerate(lines[ends:], ends + 1):
        said = _COUNT.match(one)
        if said is not None:
            came = said[1] in ("交易", "收入")
            found = sum((one.amount.fen > 0) is came for one in entries if one.amount)
            if found != int(said[2]):
                raise StatementUnread("count", at, told=int(said[2]), counted=found)


def _of_trade(row: StatedRow, calendar: Calendar) -> StatedEntry:
    kind = row.first("业务类型")
    if kind not in ("交易", "退款"):
        raise StatementUnread("state", row.line, cell=kind[:40])
    came = kind == "交易"
    amount = exact(row.first("订单金额"), CURRENCY, row.line)
    at = moment_in(row.first("完成时间", "创建时间"), BEIJING, row.line)
    back = row.first("退款批次号/请求号", "退款批次号")
    return StatedEntry(
        line=row.line, reference=row.first("商户订单号") if came or not back else back,
        # Some bills tell what went back with a minus, some without.
        amount=amount if came or amount.fen < 0 else amount * -1,
        day=calendar.date_at(at), at=at,
        text=f"{kind} · {row.first('商品名称')} · {row.first('支付宝交易号')}",
        kind=StatedKind.CAME if came else StatedKind.WENT,
    )  # fmt: skip


def _of_account(row: StatedRow, calendar: Calendar) -> StatedEntry:
    kind = row.first("业务类型")
    came = exact(row.first("收入金额") or "0", CURRENCY, row.line)
    went = exact(row.first("支出金额") or "0", CURRENCY, row.line)
    # What went is told with a minus by some, without by others.
    amount = came - (went if went.fen >= 0 else went * -1)
    at = moment_in(row.first("发生时间"), BEIJING, row.line)
    return StatedEntry(
        line=row.line, reference=row.first("商户订单号"), amount=amount,
        day=calendar.date_at(at), at=at,
        text=f"{kind} · {row.first('商品名称')} · {row.first('业务流水号')}", kind=_kind(kind),
        own=row.first(ACCOUNT),
    )  # fmt: skip


def _kind(told: str) -> StatedKind:
    if told in _CAME:
        return StatedKind.CAME
    if "退款" in told and "费" not in told:
        return StatedKind.WENT
    if any(one in told for one in _FEES):
        return StatedKind.FEE
    return StatedKind.MOVED if any(one in told for one in _MOVES) else StatedKind.OTHER
