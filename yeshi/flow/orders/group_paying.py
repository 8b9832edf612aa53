"""Paying one's part of a group: the most that it can come to is held, and given back at will."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from yeshi.base.money import Money, total, unit_fen
from yeshi.base.refused import Refused
from yeshi.base.sure import there
from yeshi.events.groups import GroupPartHeld, GroupPartReleased
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.choosing import choose
from yeshi.flow.orders.grouping import in_group
from yeshi.flow.orders.quoting import ForGroup, OnTop, Wish, quote_of
from yeshi.flow.orders.sellers import sellers_of
from yeshi.flow.ports import Answer, Done
from yeshi.flow.programmes.donating import not_given_to
from yeshi.geo.point import Point
from yeshi.market.shelf import SoldOut
from yeshi.orders import group_steps
from yeshi.orders.checkout import Quote
from yeshi.orders.group import GroupBasket, GroupChanged, ListEmpty
from yeshi.orders.group_part import OfGroup
from yeshi.orders.guest_wishes import together
from yeshi.orders.notes import refuses_tip
from yeshi.people.actor import admit_customer


@dataclass(frozen=True, slots=True)
class PartAsked:
    """What a guest's lines come to, and the most that their part of the way, and of what is rounded
    up, can be."""

    lines: Money
    fees_most: Money
    rounded_most: Money

    @property
    def most(self) -> Money:
        """What is held for all of it; a tip comes on top."""
        return self.lines + self.fees_most + self.rounded_most


def pay_part(
    engine: Engine, key: str, customer: str, group_id: str, amount: Money, tip: Money | None = None
) -> Answer:
    """Have a guest pay their part from their wallet; `amount`: the most of it, as it was shown.

    `tip`: what they give the courier on top.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        found = refused or in_group(turn, group_id, customer)
        if isinstance(found, Refused):
            return found
        group, number = found
        refused = refuses_tip(tip, turn.terms.currency)
        if refused:
            return refused
        given = tip or None
        whole = amount + given if given else amount
        held = group_steps.hold(group, number, whole, turn.now, given)
        if isinstance(held, Refused):
            return held
        part = part_of(turn, engine, group, number)
        if isinstance(part, Refused):
            return part
        if part.most != amount:
            return Refused(GroupChanged(amount.fen, part.most.fen, amount.currency))
        refused = engine.payments.authorise(turn.work, customer, whole)
        if refused:
            return refused
        turn.work.group_baskets.put(_as(held, number, customer))
        turn.emit(GroupPartHeld(group.id, customer, whole))
        return Done({"group": group.id})

    return engine.perform(key, "pay_part", act, asked=(customer, group_id, amount, tip))


def take_back(engine: Engine, key: str, customer: str, group_id: str) -> Answer:
    """Give a guest back what is held of their wallet, as long as nothing is ordered."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        found = refused or in_group(turn, group_id, customer)
        if isinstance(found, Refused):
            return found
        group, number = found
        after = group_steps.take_back(group, number)
        if isinstance(after, Refused):
            return after
        left, amount = after
        turn.work.group_baskets.put(left)
        turn.emit(GroupPartReleased(group.id, group.guest(number).customer, amount))
        return Done({"group": group.id})

    return engine.perform(key, "take_part_back", act, asked=(customer, group_id))


def part_of(turn: Turn, engine: Engine, group: GroupBasket, number: int) -> PartAsked | Refused:
    """What that guest is to pay; or why what they want cannot be had.

    What others have paid for is as good as sold: so nobody pays for what is left of nothing.
    """
    if not group.basket_of(number):
        return Refused(ListEmpty())
    quote = quote_for(turn, engine, group, {*group.held, number})
    if isinstance(quote, Refused):
        return _besides_held(turn, group, quote)
    own = [one for one in quote.basket.all_lines if one.guest == number]
    to = quote.destination.place
    trips = [engine.travel.between(one, to) for one in _counters(turn, group, quote, number)]
    most = max((turn.terms.fees.delivery(one) for one in trips), key=lambda fee: fee.fen)
    lines = total((one.gross for one in own), turn.terms.currency)
    # Of the whole it is less than one unit, whatever that comes to in the end.
    rounded = Money(unit_fen(lines.currency) - 1 if quote.programme else 0, lines.currency)
    return PartAsked(lines, most, rounded)


def quote_for(
    turn: Turn, engine: Engine, group: GroupBasket, numbers: Iterable[int]
) -> Quote | Refused:
    """What the lines of those guests come to, brought to the host's door, with what they give the
    courier and round up; not kept yet."""
    of = frozenset(numbers)
    wanted = tuple(one for one in group.wanted if one.guest in of)
    if not wanted:
        return Refused(ListEmpty())
    names = tuple(one for one in group.names if one.guest in of)
    to = there(group.destination, f"destination of {group.id}")
    for_group = ForGroup(to, OfGroup(group.id, names), wanted, each_pays=True)
    tips = [tip for guest, tip in group.tips.items() if guest in of]
    on_top = OnTop(tip=total(tips, turn.terms.currency) if tips else None)
    # A programme that takes nothing any more keeps nobody from their food.
    gift = None if not_given_to(turn.work, group.round_up) else group.round_up
    wish = Wish(group.host, together(wanted), for_group, gift, on_top)
    return quote_of(turn, engine.travel, wish)


def _counters(turn: Turn, group: GroupBasket, quote: Quote, number: int) -> list[Point]:
    """Where an order that this guest takes part in may be collected: of several stalls of a market
    in one place, of one at its own counter."""
    own = [
        merchant
        for merchant, lines in quote.basket.lines
        if any(one.guest == number for one in lines)
    ]
    found = [sellers_of(turn.work, own).pickup(turn.work)]
    if group.of_market:
        found.append(turn.work.markets.must(group.place).collection)
    return found


def _besides_held(turn: Turn, group: GroupBasket, refused: Refused) -> Refused:
    """The refusal as who has not paid is told it: what is left is what others have not paid for."""
    short = refused.reason
    if not isinstance(short, SoldOut):
        return refused
    held = together(one for one in group.wanted if one.guest in group.held)
    choosing = choose(turn.work, held, None, turn.terms.calendar)
    if isinstance(choosing, Refused):
        return refused
    of_items, of_stocks = choosing.demand.items, choosing.demand.stocks
    taken = of_items.get(short.item, of_stocks.get(short.item, 0))
    return Refused(SoldOut(short.item, max(0, short.left - taken)))


def _as(group: GroupBasket, number: int, customer: str) -> GroupBasket:
    """The group, where that guest pays as the customer as whom they order now."""
    guest = replace(group.guest(number), customer=customer)
    host = customer if number == 1 else group.host
    return group_steps.with_guest(replace(group, host=host), number, guest)
