"""Choices as a stall types them, one to a line: `大份 / Large +3 @碗`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name, id_for
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.flow.stalls.menus import Stall
from yeshi.market.options import CHOICES_MAX, Option
from yeshi.web.frame.amounts import amount_of

_LINE = re.compile(
    r"(?P<name>[^@+＋]*?)(?:\s*(?P<sign>[+＋\-−－])\s*(?P<more>[\d.,¥]+))?\s*(?:@(?P<stock>.*))?"
)


@dataclass(frozen=True, slots=True)
class ChoiceLineUnread(Reason):
    """That line of a group's choices is no name with a price difference."""

    line: int
    written: str


@dataclass(frozen=True, slots=True)
class NoSuchStock(Reason):
    """A line names a stock that the stall does not count."""

    line: int
    stock: str


def choices_read(
    text: str, currency: str, stall: Stall, known: Mapping[Name, str], taken: set[str]
) -> tuple[Option, ...] | Refused:
    """The choices of the lines; what is `known` by its name keeps its id."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    lines = [(number, line) for number, line in lines if line]
    if not 1 <= len(lines) <= CHOICES_MAX:
        return Refused(Invalid("choices", f"1…{CHOICES_MAX}"))
    stocks = {said: one.id for one in stall.stocks for said in (one.name.zh, one.name.en)}
    found = []
    for number, line in lines:
        choice = _choice(number, line, currency, stocks)
        if isinstance(choice, Refused):
            return choice
        id_ = known.get(choice.name) or id_for(choice.name, "choice", taken)
        taken.add(id_)
        found.append(Option(id_, choice.name, choice.more, choice.stock))
    return tuple(found)


def choices_written(choices: Iterable[Option], stall: Stall) -> str:
    """The lines that say those choices."""
    names = {one.id: one.name.zh for one in stall.stocks}
    lines = []
    for one in choices:
        line = one.name.in_both
        if one.more.fen:
            more = Money(abs(one.more.fen), one.more.currency).plain()
            line += f" {'-' if one.more.fen < 0 else '+'}{more}"
        if one.stock in names:
            line += f" @{names[one.stock]}"
        lines.append(line)
    return "\n".join(lines)


def _choice(number: int, line: str, currency: str, stocks: Mapping[str, str]) -> Option | Refused:
    match = _LINE.fullmatch(line)
    zh, _, en = (match["name"] if match else "").partition("/")
    name = Name(zh.strip() or en.strip(), en.strip() or zh.strip())
    if match is None or not 0 < max(len(name.zh), len(name.en)) <= NAME_LENGTH_MAX:
        return Refused(ChoiceLineUnread(number, line))
    more = amount_of(match["more"], currency) if match["more"] else Money(0, currency)
    if isinstance(more, Refused):
        return Refused(ChoiceLineUnread(number, line))
    if match["sign"] and match["sign"] not in "+＋":
        more = more * -1
    stock = (match["stock"] or "").strip()
    if stock and stock not in stocks:
        return Refused(NoSuchStock(number, stock))
    return Option("", name, more, stocks.get(stock))
