"""Those who order together from afar, each paying their own part or one for all; and deals."""

from __future__ import annotations

from datetime import timedelta

from tests.storm.city import CUSTOMERS, PROGRAMME, STALLS, StormCity, fen, name
from tests.storm.tapping import Act, Draws, Say, one, pick
from yeshi.base.refused import Refused
from yeshi.flow.orders import group_ordering, grouping
from yeshi.flow.orders.group_paying import pay_part, take_back
from yeshi.flow.orders.grouping import GroupWish
from yeshi.flow.ports import Work
from yeshi.flow.stalls import dealing
from yeshi.geo.point import Point
from yeshi.market.deal import Deal, DealKind, DealStep
from yeshi.orders.group import MINUTES, GroupBasket, GroupChanged, GroupPays
from yeshi.orders.order import Destination


def open_group(city: StormCity, work: Work, d: Draws) -> Act:
    """Somebody opens a basket for several, mostly one that each pays for."""
    pays = GroupPays.EACH if d[2] % 4 else GroupPays.ONE
    door = Destination(Point(d[6] * 4 - 400, d[5] * 2 - 1000), "Door")
    wish = GroupWish(
        name="Li", pays=pays, minutes=pick(MINUTES, d[3]),
        to=door if pays is GroupPays.EACH else None, round_up=PROGRAMME if d[4] % 2 else None,
    )  # fmt: skip
    basket, customer = _basket(pick(STALLS, d[1])[0], d), pick(CUSTOMERS, d[0])
    return one(lambda engine, key: grouping.open_group(engine, key, customer, basket, wish))


def join_group(city: StormCity, work: Work, d: Draws) -> Act | None:
    """Somebody who has the link is in it too, and wants something; or changes their mind."""
    found = _group(work, d)
    if found is None:
        return None
    stalls = [stall for stall, market in STALLS if found.place in (stall, market)]
    customer, basket = pick(CUSTOMERS, d[2]), _basket(pick(stalls, d[3]), d)
    if found.number_of(customer) is None:
        return lambda say: _join(say, found.id, customer, basket)
    chosen = basket if d[4] % 5 else {}
    return one(lambda engine, key: grouping.want(engine, key, customer, found.id, chosen))


def pay_in_group(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A guest pays their part, as they were shown it or not; or takes it back."""
    found = _group(work, d)
    if found is None:
        return None
    guest = pick(found.guests, d[2])
    customer = guest.customer if d[3] % 9 else pick(CUSTOMERS, d[3])
    if guest.held is not None and d[4] % 3 == 0:
        return one(lambda engine, key: take_back(engine, key, customer, found.id))

    tip = fen(d[5] % 9 * 100) if d[6] % 2 else None

    def act(say: Say) -> None:
        # What it comes to is told to who pays something else.
        asked = say("ask", lambda engine, key: pay_part(engine, key, customer, found.id, fen(1)))
        told = asked.reason if isinstance(asked, Refused) else None
        if isinstance(told, GroupChanged):
            amount = fen(told.now_fen)
            say("pay", lambda engine, key: pay_part(engine, key, customer, found.id, amount, tip))

    return act


def end_group(city: StormCity, work: Work, d: Draws) -> Act | None:
    """Somebody, mostly the host, orders with who has paid, or calls it off."""
    found = _group(work, d)
    if found is None:
        return None
    customer = found.host if d[2] % 6 else pick(CUSTOMERS, d[2])
    if d[3] % 4 == 0:
        return one(lambda engine, key: grouping.call_off(engine, key, customer, found.id))
    return one(lambda engine, key: group_ordering.order_now(engine, key, customer, found.id))


def deal(city: StormCity, work: Work, d: Draws) -> Act:
    """A stall takes something off at its own cost, or ends what it takes off."""
    stall = pick(STALLS, d[0])[0]
    there = work.merchants.must(stall).deals
    if there and d[1] % 2:
        id_ = pick(there, d[2]).id
        return one(lambda engine, key: dealing.end_deal(engine, key, stall, id_))
    kind, begins = pick(tuple(DealKind), d[2]), city.clock.now()
    steps = (DealStep(fen(1000 + d[3]), fen(100 + d[4] // 4)),)
    said = Deal(
        id="", kind=kind, name=name("deal"), begins_at=begins,
        ends_at=begins + timedelta(minutes=d[5] % 200 + 1),
        steps=steps if kind is DealKind.THRESHOLD else (),
        off_bp=0 if kind is DealKind.THRESHOLD else 500 + d[4] * 8,
        items=(f"{stall}{1 + d[6] % 2}",) if d[6] % 3 == 0 else (),
        limit=fen(500 + d[3] * 3) if d[7] % 3 == 0 else None,
    )  # fmt: skip
    return one(lambda engine, key: dealing.start_deal(engine, key, stall, said))


def _join(say: Say, id_: str, customer: str, basket: dict[str, int]) -> None:
    say("join", lambda engine, key: grouping.join(engine, key, customer, id_, "Wu"))
    say("want", lambda engine, key: grouping.want(engine, key, customer, id_, basket))


def _basket(stall: str, d: Draws) -> dict[str, int]:
    return {f"{stall}{1 + d[7] % 2}": 1 + d[6] % 3}


def _group(work: Work, d: Draws) -> GroupBasket | None:
    """A group that is open, seldom one that is over."""
    known = sorted(work.group_baskets.all(), key=lambda one: (one.opened_at, one.id))
    open_ = [group for group in known if group.is_open]
    some = open_ if open_ and d[7] % 9 else known
    return pick(some, d[1]) if some else None
