"""A group as its guests see it: all lists with what they come to, and what one pays oneself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from yeshi.base.money import Money, total
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.basket_seen import LineSeen, lines_seen
from yeshi.flow.orders.group_paying import PartAsked, part_of
from yeshi.flow.orders.grouping import me_in
from yeshi.flow.orders.tab_seen import Seat, seat_of
from yeshi.market.merchant import Market, Merchant
from yeshi.orders.group import GroupBasket, GroupGuest
from yeshi.orders.guest_wishes import together

Standing = Literal[
    "looking", "choosing", "paid", "in", "left_out", "outpriced", "chose_nothing", "not_ordered"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestSeen:
    """A guest of a group with their list; `is_me`: whoever looks. What others pay is told nobody.

    `standing`: `looking` with nothing on the list, `choosing` or `paid`; and once it is over
    `chose_nothing`, `not_ordered`, or of an order `in`, `left_out` for want of their payment, or
    `outpriced` since.
    """

    number: int
    name: str
    lines: tuple[LineSeen, ...]
    amount: Money
    is_me: bool
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherSeen:
    """A group: `me`, which guest looks, None for who has the link alone.

    `part`: what whoever looks is to pay, or why they cannot; None where they are not asked.
    `held`: what is held of their wallet; `paid`: what they paid in the end.
    """

    group: GroupBasket
    me: int | None
    market: Market | None
    merchants: dict[str, Merchant]
    guests: tuple[GuestSeen, ...]
    part: PartAsked | Refused | None
    takes_changes: bool
    currency: str

    @property
    def is_host(self) -> bool:
        """Whether whoever looks has opened it."""
        return self.me == 1

    @property
    def mine(self) -> GroupGuest | None:
        """Whoever looks, as a guest."""
        return self.group.guest(self.me) if self.me else None

    @property
    def left_out(self) -> Standing | None:
        """Why what whoever looks wanted is not in the order; None where it is, or is none."""
        mine = (one.standing for one in self.guests if one.is_me)
        return next((one for one in mine if one in {"left_out", "outpriced"}), None)

    @property
    def held(self) -> Money | None:
        """What is held of whoever looks."""
        return self.mine.held if self.mine else None

    @property
    def paid(self) -> Money | None:
        """What whoever looks paid in the end."""
        return self.mine.paid if self.mine else None

    @property
    def tip(self) -> Money | None:
        """What of that whoever looks gives the courier."""
        return self.mine.tip if self.mine else None

    @property
    def amount(self) -> Money:
        """What all lists come to."""
        return total((one.amount for one in self.guests), self.currency)

    @property
    def paid_count(self) -> int:
        """How many have paid their part."""
        return sum(one.standing == "paid" for one in self.guests)

    @property
    def all_paid(self) -> bool:
        """Whether nobody who wants something is missing."""
        return self.paid_count > 0 and not any(one.standing == "choosing" for one in self.guests)

    @property
    def may_choose(self) -> bool:
        """Whether whoever looks may change their list."""
        return self.me is not None and self.takes_changes and self.held is None

    @property
    def may_order(self) -> bool:
        """Whether whoever looks orders with those who have paid."""
        return self.is_host and self.group.each_pays and self.group.is_open and self.paid_count > 0

    @property
    def may_pay_all(self) -> bool:
        """Whether whoever looks pays for all."""
        wanted = bool(self.group.wanted)
        return self.is_host and not self.group.each_pays and self.group.is_open and wanted


def seat_at(engine: Engine, customer: str, code: str) -> Seat | None:
    """Where whoever has that code sits: at a table, or in a group that is open."""
    return group_seat(engine, customer, code) or seat_of(engine, customer, code)


def group_seat(engine: Engine, customer: str, group_id: str) -> Seat | None:
    """Where a guest of that group chooses; None for who has not joined it, and once it is over."""
    with engine.store.read() as work:
        group = work.group_baskets.get(group_id)
        me = me_in(work, group, customer) if group else None
    if group is None or me is None or not group.is_open:
        return None
    return Seat(
        table=group.id, number=0, place=group.place, of_market=group.of_market, tab=None,
        basket=group.basket_of(me), of_group=True,
    )  # fmt: skip


def group_of(engine: Engine, customer: str, group_id: str) -> TogetherSeen | Refused:
    """The group as who has its link sees it: never where it goes, nor what others pay."""
    now = engine.clock.now()
    with engine.store.read() as work:
        group = work.group_baskets.get(group_id)
        if group is None:
            return Refused(Unknown("group", group_id))
        me = me_in(work, group, customer)
        market = work.markets.get(group.place) if group.of_market else None
        part = None
        if me and group.each_pays and group.takes_changes(now) is None and group.basket_of(me):
            turn = Turn(work=work, now=now, key="", in_force=engine.in_force, by=engine.actor)
            part = None if group.guest(me).held else part_of(turn, engine, group, me)
    lists = lists_of(group, lines_seen(engine, together(group.wanted)))
    guests = tuple(_guest(engine, group, number, me, own) for number, own in lists.items())
    sellers = {one.item.merchant for guest in guests for one in guest.lines}
    sellers |= set() if group.of_market else {group.place}
    with engine.store.read() as work:
        merchants = dict(work.merchants.get_many(sorted(sellers)))
    return TogetherSeen(
        group=group, me=me, market=market, merchants=merchants, guests=guests, part=part,
        takes_changes=group.takes_changes(now) is None, currency=engine.terms.currency,
    )  # fmt: skip


def lists_of(group: GroupBasket, lines: Sequence[LineSeen]) -> dict[int, tuple[LineSeen, ...]]:
    """Of what all want, the lines of each guest by their number."""
    known = {one.written: one for one in lines}
    return {
        number: tuple(
            replace(known[written], quantity=count)
            for written, count in group.basket_of(number).items()
            if written in known
        )
        for number in range(1, len(group.guests) + 1)
    }


def _guest(
    engine: Engine, group: GroupBasket, number: int, me: int | None, lines: tuple[LineSeen, ...]
) -> GuestSeen:  # fmt: skip
    guest = group.guest(number)
    return GuestSeen(
        number=number,
        name=guest.name,
        lines=lines,
        amount=total((one.cost for one in lines if one.most), engine.terms.currency),
        is_me=number == me,
        standing=_standing(group, guest, number),
    )


def _standing(group: GroupBasket, guest: GroupGuest, number: int) -> Standing:
    if number not in group.choosing:
        return "looking" if group.is_open else "chose_nothing"
    if group.is_open:
        return "paid" if guest.held is not None else "choosing"
    if group.order is None:
        return "not_ordered"
    if guest.paid is not None or not group.each_pays:
        return "in"
    return "outpriced" if guest.outpriced else "left_out"
