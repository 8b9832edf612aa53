"""What a slip of an order says: rows for paper or for a page, without how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yeshi.base.calendar import Calendar
from yeshi.base.ids import short
from yeshi.base.money import Money, total
from yeshi.base.sentences import say, sentences
from yeshi.orders.handing_over import to_take
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.lines import ChosenOption, Line
from yeshi.orders.order import Order, Ticket

# Nothing is to be made any more for an order that came to this.
_OFF = frozenset(
    {OrderState.REJECTED, OrderState.CANCELLED, OrderState.FAILED, OrderState.REFUNDED}
)


class Look(StrEnum):
    """How a row is drawn: as text, in the middle, high, in the middle and large, or as a line."""

    PLAIN = "plain"
    MIDDLE = "middle"
    HIGH = "high"
    LARGE = "large"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A row: what stands on its left, and on its right."""

    left: str = ""
    right: str = ""
    look: Look = Look.PLAIN


# The rows of one piece of paper.
Strip = tuple[SlipRow, ...]
_RULE = SlipRow(look=Look.RULE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipSubject:
    """A stall's part of an order, in whose words and by whose clock it is told.

    `items`: the dishes of a station, none for all. `again`: whether it may be the second such
    paper, which it has to say.
    """

    order: Order
    ticket: Ticket
    stall: str
    calendar: Calendar
    language: str
    items: tuple[str, ...] = ()
    again: bool = False

    def say(self, key: str, **facts: object) -> str:
        """The words of the slip under that name."""
        return say(self.language, f"slip.{key}", **facts)

    def time(self, moment: datetime) -> str:
        """The time of day on the city's clocks."""
        return f"{self.calendar.local(moment):%H:%M}"

    @property
    def called(self) -> str:
        """What is called out at the counter: the table, the number of who collects it, or of the
        order."""
        if self.order.at_table:
            return self.say("table", number=self.order.at_table.number)
        collected = self.order.pick_up
        return str(collected.number) if collected else short(self.order.id)

    @property
    def cutlery(self) -> str:
        """For how many cutlery is put in, or that none is."""
        count = self.order.cutlery
        return self.say("cutlery", count=count) if count else self.say("no_cutlery")

    def whose(self, line: Line) -> str:
        """Which guest of a group wants it; "" where nobody ordered together."""
        if self.order.of_group is None or not line.guest:
            return ""
        name = self.order.of_group.name_of(line.guest)
        return self.say("guest" if name else "guest_alone", number=line.guest, name=name)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the station."""
        every = self.ticket.lines
        return tuple(one for one in every if one.item in self.items) if self.items else every

    @property
    def is_off(self) -> bool:
        """Whether nothing of it is to be made any more."""
        return self.ticket.is_given_back or self.order.state in _OFF


def kitchen_strip(of: SlipSubject) -> Strip:
    """What the cooks of a station read: its dishes, what was chosen at them, and the note."""
    shown, every = _count(of.lines), _count(of.ticket.lines)
    ready = of.say("ready", time=of.time(of.ticket.ready_at)) if of.ticket.ready_at else ""
    rows = [*_head(of), SlipRow(of.say("placed", time=of.time(of.order.placed_at)), ready), _RULE]
    for line in of.lines:
        rows.append(SlipRow(f"{line.quantity} × {_name(of, line)}", look=Look.HIGH))
        rows += _picks(of, line)
    rows.append(_RULE)
    if of.ticket.note:
        rows += [SlipRow(of.say("note", note=of.ticket.note), look=Look.HIGH), _RULE]
    rows.append(SlipRow(of.cutlery))
    rows.append(SlipRow(of.say("count", count=shown), _paid(of)))
    if every > shown:
        rows.append(SlipRow(of.say("elsewhere", count=every - shown)))
    others = len(of.order.live_tickets) - 1
    if others > 0:
        rows.append(SlipRow(of.say("with_others", count=others)))
    return tuple(rows)


def bill_strip(of: SlipSubject) -> Strip:
    """What the customer reads: the stall's lines and its part, and what the order comes to."""
    order, lines = of.order, of.ticket.lines
    placed = f"{of.calendar.local(order.placed_at):%Y-%m-%d %H:%M}"
    rows = [*_head(of), SlipRow(of.say("ordered", moment=placed)), _RULE]
    for line in lines:
        rows.append(SlipRow(f"{_name(of, line)} × {line.quantity}", _amount(line.priced)))
        rows += _picks(of, line)
    rows.append(_RULE)
    packing = total((one.packing * one.quantity for one in lines), order.bill.items.currency)
    rows += [
        SlipRow(one.name.in_language(of.language), _amount(one.off * -1)) for one in of.ticket.deals
    ]
    rows += _amounts(of, ("packing", packing), ("voucher", of.ticket.voucher * -1))
    if len(order.tickets) > 1:
        part = of.ticket.sold - of.ticket.voucher
        rows += [SlipRow(of.say("part"), _amount(part)), _RULE]
        rest = order.bill.goods + order.bill.packing - order.bill.voucher - part
        rows += _amounts(of, ("others", rest))
    rows += _amounts(
        of, ("delivery", order.bill.delivery), ("donation", order.bill.donation),
        ("tip", order.bill.tip), ("returned", order.returned * -1),
    )  # fmt: skip
    comes_to = order.bill.total - order.returned
    return (*rows, SlipRow(of.say("total"), _amount(comes_to), Look.HIGH), SlipRow(_paid(of)))


def label_strips(of: SlipSubject) -> tuple[Strip, ...]:
    """A label for each dish, with the number of its order and which of all it is."""
    every = [line for line in of.ticket.lines for _ in range(line.quantity)]
    again = f" {of.say('again')}" if of.again else ""
    return tuple(
        (
            SlipRow(of.called + again, f"{number}/{len(every)}", Look.HIGH),
            SlipRow(_name(of, line), look=Look.HIGH),
            *_picks(of, line),
            SlipRow(of.stall, of.time(of.order.placed_at)),
        )
        for number, line in enumerate(every, 1)
    )


def trial_strip(
    language: str, stall: str, printer: str, at: datetime, calendar: Calendar, again: bool
) -> Strip:
    """What shows that a printer works, that its Chinese is right, and how wide its paper is."""
    once_more = [SlipRow(say(language, "slip.again"), look=Look.LARGE)] if again else []
    return (
        *once_more,
        SlipRow(say(language, "slip.trial"), look=Look.LARGE),
        SlipRow(stall, look=Look.MIDDLE),
        _RULE,
        SlipRow(printer, f"{calendar.local(at):%Y-%m-%d %H:%M}"),
        SlipRow(say(language, "slip.trial_dish"), "¥12.50"),
        SlipRow(say(language, "slip.trial_says"), look=Look.HIGH),
        _RULE,
    )


def _head(of: SlipSubject) -> list[SlipRow]:
    """That it comes again, the number that is called out, whose it is, and that it is off."""
    rows = [SlipRow(of.say("again"), look=Look.LARGE)] if of.again else []
    rows += [SlipRow(of.called, look=Look.LARGE), SlipRow(of.stall, look=Look.MIDDLE)]
    if of.order.pick_up:
        rows.append(SlipRow(of.say("pick_up"), look=Look.HIGH))
    if of.order.wished:
        plan = of.order.wished
        time = f"{of.calendar.local(plan.at):%m-%d %H:%M}–{of.time(plan.until)}"
        rows.append(SlipRow(say(of.language, "later.tag", time=time), look=Look.HIGH))
    return [*rows, SlipRow(of.say("off"), look=Look.HIGH)] if of.is_off else rows


def _name(of: SlipSubject, line: Line) -> str:
    return line.name.in_language(of.language)


def _picks(of: SlipSubject, line: Line) -> list[SlipRow]:
    """What was chosen at the dish, and at each dish of a set; of a group whose it is."""
    rows = [SlipRow(f"  {of.whose(line)}")] if of.whose(line) else []
    rows += [SlipRow(f"  {_choices(of, line.chosen)}")] if line.chosen else []
    for part in line.parts:
        name = part.name.in_language(of.language)
        chosen = f" ({_choices(of, part.chosen)})" if part.chosen else ""
        rows.append(SlipRow(f"  - {name}{chosen}"))
    return rows


def _choices(of: SlipSubject, chosen: Sequence[ChosenOption]) -> str:
    return " · ".join(one.name.in_language(of.language) for one in chosen)


def _paid(of: SlipSubject) -> str:
    """Whether it is paid; what is to be paid at the door, or for this part at the counter."""
    if of.order.pick_up:
        taken = to_take(of.order, of.ticket)
        return of.say("paid") if taken is None else of.say("cash_here", amount=_amount(taken))
    if of.order.is_tab:
        unpaid = of.ticket.unpaid
        return of.say("at_table", amount=_amount(unpaid)) if unpaid else of.say("paid")
    cash = of.order.cash
    if cash is None:
        return of.say("paid")
    return of.say("cash", amount=_amount(cash))


def _amounts(of: SlipSubject, *named: tuple[str, Money | None]) -> list[SlipRow]:
    return [SlipRow(of.say(name), _amount(amount)) for name, amount in named if amount]


def _amount(amount: Money) -> str:
    mark = sentences("en").get(f"mark.{amount.currency}", f"{amount.currency} ")
    sign = "-" if amount.fen < 0 else ""
    return f"{sign}{mark}{Money(abs(amount.fen), amount.currency).plain()}"


def _count(lines: Sequence[Line]) -> int:
    return sum(line.quantity for line in lines)
