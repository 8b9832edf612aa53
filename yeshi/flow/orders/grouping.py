"""Grouping: a host opens a basket, and all who have its link choose on their own phones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from yeshi.base.refused import Invalid, NotYours, Refused, Unknown
from yeshi.base.selection import selection_of
from yeshi.base.sure import there
from yeshi.events.groups import (
    GroupCalledOff,
    GroupJoined,
    GroupOpened,
    GroupPartReleased,
    GroupWanted,
)
from yeshi.events.orders import PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.addresses import served_destination
from yeshi.flow.orders.cash import ways_to_pay
from yeshi.flow.orders.choosing import choose
from yeshi.flow.orders.quoting import ForGroup, Wish, quote_of
from yeshi.flow.orders.sellers import sellers_of
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.flow.shopping import all_of
from yeshi.flow.terms import Terms
from yeshi.geo.point import Point
from yeshi.orders import group_steps
from yeshi.orders.basket import SeveralMarkets
from yeshi.orders.group import (
    BY_HOST,
    MINUTES,
    OPEN_MAX,
    GroupBasket,
    GroupGuest,
    GroupPays,
    ListEmpty,
    NoWallets,
    TooManyGroups,
)
from yeshi.orders.group_part import OfGroup
from yeshi.orders.guest_wishes import beyond_list, together, with_basket
from yeshi.orders.order import Destination
from yeshi.people.actor import admit_customer

# So many a round, and so long are those kept who ordered together.
A_ROUND = 500
KEPT_AFTER_ORDERING = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWish:
    """How a host would order together: called so, who pays, how long the others may choose.

    `to`: where it goes, and `round_up`: the programme for which the whole is rounded up, where each
    pays; who pays for all says both when they do.
    """

    name: str
    pays: GroupPays
    minutes: int
    to: Destination | None = None
    round_up: str | None = None


def open_group(
    engine: Engine, key: str, customer: str, basket: Mapping[str, int], wish: GroupWish
) -> Answer:
    """Open a group whose host wants what is in their basket; the answer names the `group`.

    All choose of the menu of the host's market, or of the one stall that is in none.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer) or beyond_list(basket)
        if refused:
            return refused
        name = group_steps.named(wish.name)
        if isinstance(name, Refused):
            return name
        if wish.minutes not in MINUTES:
            return Refused(Invalid("minutes", "choice"))
        refused = _refuses_paying(engine, turn, wish.pays)
        if refused:
            return refused
        if len(turn.work.group_baskets.open_of(customer)) >= OPEN_MAX:
            return Refused(TooManyGroups(OPEN_MAX))
        place = _place_of(turn, basket)
        if isinstance(place, Refused):
            return place
        to = _going_to(turn, engine, customer, basket, wish)
        return to if isinstance(to, Refused) else _opened(turn, customer, basket, wish, place, to)

    asked = (customer, wish, *(f"{one}={count}" for one, count in basket.items()))
    return engine.perform(key, "open_group", act, asked=asked)


def join(engine: Engine, key: str, customer: str, group_id: str, name: str) -> Answer:
    """Have whoever has the link be in the group, under that name."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        group = None if refused else turn.work.group_baskets.lock(group_id)
        if refused or group is None:
            return refused or Refused(Unknown("group", group_id))
        number = me_in(turn.work, group, customer)
        known = group.guest(number).customer if number else customer
        joined = group_steps.join(group, known, name, turn.now)
        if isinstance(joined, Refused):
            return joined
        if joined != group:
            turn.work.group_baskets.put(joined)
            turn.emit(GroupJoined(group.id, number or len(joined.guests)))
        return Done({"group": group.id})

    return engine.perform(key, "join_group", act, asked=(customer, group_id, name))


def want(
    engine: Engine, key: str, customer: str, group_id: str, basket: Mapping[str, int]
) -> Answer:
    """Have a guest of the group want this (a selection as it is written → quantity)."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer) or beyond_list(basket)
        found = refused or in_group(turn, group_id, customer)
        if isinstance(found, Refused):
            return found
        group, number = found
        wanting = group_steps.want(group, number, basket, turn.now)
        if isinstance(wanting, Refused):
            return wanting
        elsewhere = _not_of_menu(turn, group, basket, number)
        if elsewhere:
            return elsewhere
        if wanting != group:
            turn.work.group_baskets.put(wanting)
            turn.emit(GroupWanted(group.id, number))
        return Done({"group": group.id})

    asked = (customer, group_id, *(f"{one}={count}" for one, count in basket.items()))
    return engine.perform(key, "want_in_group", act, asked=asked)


def call_off(engine: Engine, key: str, customer: str, group_id: str) -> Answer:
    """Have the host call it off: whatever was held is given back, and nothing is ordered."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        group = refused or hosted(turn, group_id, customer)
        return group if isinstance(group, Refused) else call_off_for(turn, group, BY_HOST)

    return engine.perform(key, "call_off_group", act, asked=(customer, group_id))


def call_off_for(turn: Turn, group: GroupBasket, why: str) -> Answer:
    """Have the group come to nothing."""
    after = group_steps.call_off(group, why, turn.now)
    if isinstance(after, Refused):
        return after
    turn.work.group_baskets.put(after)
    for number, held in group.held.items():
        turn.emit(GroupPartReleased(group.id, group.guest(number).customer, held))
    turn.emit(GroupCalledOff(group.id, why))
    return Done({"group": group.id})


def in_group(turn: Turn, group_id: str, customer: str) -> tuple[GroupBasket, int] | Refused:
    """The group, kept from others, and which guest that customer is; to anybody else it is none."""
    group = turn.work.group_baskets.lock(group_id)
    number = me_in(turn.work, group, customer) if group else None
    if group is None or number is None:
        return Refused(Unknown("group", group_id))
    return group, number


def hosted(turn: Turn, group_id: str, customer: str) -> GroupBasket | Refused:
    """The group of that host, kept from others."""
    found = in_group(turn, group_id, customer)
    if isinstance(found, Refused):
        return found
    group, number = found
    return group if number == 1 else Refused(NotYours("group", group_id))


def me_in(work: Work, group: GroupBasket, customer: str) -> int | None:
    """Which guest that customer is, or the same person as another one."""
    known = (group.number_of(one) for one in all_of(work, customer))
    return next((one for one in known if one is not None), None)


def forget_old(turn: Turn) -> None:
    """Keep no more who ordered together a day ago; orders have what was paid."""
    since = turn.now - KEPT_AFTER_ORDERING
    while old := turn.work.group_baskets.ended_before(since, A_ROUND):
        turn.work.group_baskets.let_go([one.id for one in old])


def forget_guest(turn: Turn, customer: str) -> bool:
    """Keep nothing of who that customer is in groups that they do not host open; whether there was
    anything."""
    groups = turn.work.group_baskets
    found = groups.lock_many([one.id for one in groups.with_guest(customer)]).values()
    for group in found:
        number = there(group.number_of(customer), f"{customer} in {group.id}")
        groups.put(group_steps.without_guest(group, number, _counter(turn, group)))
    return bool(found)


def _counter(turn: Turn, group: GroupBasket) -> Point:
    """Where what they order is collected, which tells of no door."""
    if group.of_market:
        return turn.work.markets.must(group.place).collection
    return turn.work.merchants.must(group.place).place


def ways_to_share(engine: Engine, terms: Terms) -> tuple[GroupPays, ...]:
    """Who may pay in a group: each their own part where the city keeps wallets, or its host."""
    ways = ways_to_pay(engine, terms)
    each = (GroupPays.EACH,) if PaidBy.WALLET in ways else ()
    return (*each, GroupPays.ONE) if ways else ()


def _refuses_paying(engine: Engine, turn: Turn, pays: GroupPays) -> Refused | None:
    """Why it cannot be paid so in this city; None where it can."""
    ways = ways_to_share(engine, turn.terms)
    return None if pays in ways else Refused(NoWallets() if ways else NoWayToPay())


def _not_of_menu(
    turn: Turn, group: GroupBasket, basket: Mapping[str, int], number: int
) -> Refused | None:
    """Why that guest cannot want it here: it is sold elsewhere, or nowhere; None where they can.

    What is on their list already may have gone off the menu since.
    """
    listed = group.basket_of(number)
    ids = [selection_of(one).item for one, count in basket.items() if count and one not in listed]
    items = turn.work.items.get_many(ids)
    gone = next((one for one in ids if one not in items or items[one].ended_at), None)
    if gone is not None:
        return Refused(Unknown("item", gone))
    sellers = sellers_of(turn.work, sorted({one.merchant for one in items.values()})).merchants
    return next(
        (
            Refused(SeveralMarkets(one.id))
            for one in sellers.values()
            if group.place != (one.market if group.of_market else one.id)
        ),
        None,
    )


def _place_of(turn: Turn, basket: Mapping[str, int]) -> tuple[str, bool] | Refused:
    """Of whose menu all choose, and whether that is a market."""
    if not any(basket.values()):
        return Refused(ListEmpty())
    choosing = choose(turn.work, basket, turn.now, turn.terms.calendar)
    if isinstance(choosing, Refused):
        return choosing
    first = next(iter(sellers_of(turn.work, choosing.merchants).merchants.values()))
    return (first.market, True) if first.market else (first.id, False)


def _going_to(
    turn: Turn, engine: Engine, customer: str, basket: Mapping[str, int], wish: GroupWish
) -> Destination | Refused | None:
    """Where it goes that each pays for, seen that it can be brought there."""
    if wish.pays is GroupPays.ONE:
        return None
    if wish.to is None:
        return Refused(Invalid("address", "missing"))
    to = served_destination(wish.to, turn.terms)
    if isinstance(to, Refused):
        return to
    wanted = with_basket((), 1, basket)
    for_group = ForGroup(to, OfGroup(""), wanted, each_pays=True)
    asked = Wish(customer, together(wanted), for_group, wish.round_up)
    quote = quote_of(turn, engine.travel, asked)
    return quote if isinstance(quote, Refused) else to


def _opened(
    turn: Turn, customer: str, basket: Mapping[str, int], wish: GroupWish,
    place: tuple[str, bool], to: Destination | None,
) -> Answer:  # fmt: skip
    deadline = turn.now + timedelta(minutes=wish.minutes)
    group = GroupBasket(
        id=turn.new_id("gr"), host=customer, place=place[0], of_market=place[1], pays=wish.pays,
        opened_at=turn.now, deadline=deadline,
        over_at=group_steps.over_at(wish.pays, deadline),
        guests=(GroupGuest(customer=customer, name=" ".join(wish.name.split())),),
        wanted=with_basket((), 1, basket), destination=to, round_up=wish.round_up if to else None,
    )  # fmt: skip
    turn.work.group_baskets.add(group)
    turn.emit(GroupOpened(group.id, group.place))
    return Done({"group": group.id})
