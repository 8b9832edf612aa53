"""A group orders with those who have paid, and nobody is charged for another: on each store."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.builders import SmallCity, done, refused
from tests.flow.orders.deals import start
from tests.flow.orders.groups import (
    FRIENDS,
    asked,
    city_of,
    joined,
    opened,
    order,
    pay,
    state,
    time_over,
    well,
)
from tests.flow.test_races import at_once
from tests.market.deals import threshold
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.refused import NotYours, Refused, Unknown
from yeshi.events.orders import PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders import calling_off, cooking, group_ordering, group_paying, grouping, reading
from yeshi.flow.orders.grouping import A_ROUND
from yeshi.flow.ports import Answer, Done, Store
from yeshi.flow.stalls import running
from yeshi.ledger import accounts
from yeshi.market.shelf import SoldOut
from yeshi.orders.checkout import Quote
from yeshi.orders.group import (
    NOBODY_PAID,
    NOT_PAID_IN_TIME,
    NOT_TO_BE_HAD,
    GroupOver,
    GroupPays,
    GroupState,
    NobodyPaid,
    PaidOtherwise,
)
from yeshi.orders.group_part import GuestName
from yeshi.orders.order import Order
from yeshi.people.actor import visitor


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With friends, on each store."""
    return city_of(store)


def wallet(city: SmallCity, friend: str) -> int:
    """What is in their wallet, in fen."""
    return city.balance(accounts.wallet(friend))


def three(city: SmallCity) -> str:
    """A group in which three want something of two stalls."""
    group = opened(city)
    joined(city, group, "wu", {"a1": 1, "b1": 1})
    joined(city, group, "zhao", {"b2": 1})
    return group


def test_who_paid_orders_and_the_fees_are_shared(city: SmallCity) -> None:
    """Of three fen, one each; what was held too much is theirs again."""
    group = three(city)
    for friend in FRIENDS:
        pay(city, group, friend)
    found = city.order(order(city, group))
    assert (found.way, found.customer, found.campaign) == (PaidBy.GROUP, "li", None)
    assert [(one.guest, one.item) for part in found.tickets for one in part.lines] == [
        (1, "a1"), (2, "a1"), (2, "b1"), (3, "b2"),
    ]  # fmt: skip
    assert found.of_group
    assert [one.paid.fen for one in found.of_group.shares] == [1750, 3400, 3100]
    assert found.of_group.names == tuple(
        GuestName(number, one.title()) for number, one in enumerate(FRIENDS, 1)
    )
    assert [20_000 - wallet(city, one) for one in FRIENDS] == [1750, 3400, 3100]
    assert city.balance(accounts.group(group)) == 0
    assert state(city, group).state is GroupState.ORDERED
    well(city)
    city.cook(found.id)
    city.bring(found.id)
    assert city.order(found.id).is_settled
    well(city)


def test_who_has_not_paid_in_time_drops_out(city: SmallCity) -> None:
    """The clock orders for the others, who share the fees among them."""
    group = three(city)
    for friend in ("li", "zhao"):
        pay(city, group, friend)
    assert time_over(city) == 1
    found = state(city, group)
    assert found.order
    lines = [one for part in city.order(found.order).tickets for one in part.lines]
    assert {one.guest for one in lines} == {1, 3}
    assert [20_000 - wallet(city, one) for one in FRIENDS] == [1800, 0, 3150]
    assert [one.paid and one.paid.fen for one in found.guests] == [1800, None, 3150]
    assert time_over(city) == 0
    well(city)


def test_the_host_may_drop_out_too(city: SmallCity) -> None:
    """It comes to their door all the same."""
    group = three(city)
    pay(city, group, "wu")
    time_over(city)
    found = state(city, group)
    assert found.order
    assert wallet(city, "li") == 20_000
    assert wallet(city, "wu") == 20_000 - 3600
    assert city.order(found.order).customer == "li"
    well(city)


def test_where_nobody_paid_nothing_is_ordered(city: SmallCity) -> None:
    """At the host's word, or by the clock."""
    group = three(city)
    found = group_ordering.order_now(city.engine, city.key(), "li", group)
    assert refused(found) == NobodyPaid()
    time_over(city)
    assert (state(city, group).state, state(city, group).why) == (
        GroupState.CALLED_OFF, NOBODY_PAID,
    )  # fmt: skip
    well(city)


def test_what_can_no_longer_be_had_is_given_back(city: SmallCity) -> None:
    """The stall has closed: the host reads why, and the clock gives all of it back."""
    group = three(city)
    for friend in FRIENDS:
        pay(city, group, friend)
    done(running.keep_hours(city.engine, city.key(), "b", time(5), time(10)))
    refused(group_ordering.order_now(city.engine, city.key(), "li", group))
    assert state(city, group).is_open
    time_over(city)
    assert state(city, group).why == NOT_TO_BE_HAD
    assert [wallet(city, one) for one in FRIENDS] == [20_000] * 3
    well(city)


def test_what_comes_to_nothing_leaves_no_quote(city: SmallCity) -> None:
    """Sold to others between the sum and the order, it was at no price."""
    group = three(city)
    pay(city, group, "zhao")

    def sold(*_: object) -> Refused:
        return Refused(SoldOut("b2", 0))

    with pytest.MonkeyPatch.context() as meanwhile:
        meanwhile.setattr(group_ordering, "honour", sold)
        refused(group_ordering.order_now(city.engine, city.key(), "li", group))
        time_over(city)
    assert state(city, group).why == NOT_TO_BE_HAD
    with city.store.look() as work:
        assert work.quotes.all() == []


def test_a_deal_that_others_used_up_meanwhile_calls_nothing_off(city: SmallCity) -> None:
    """It is worked out once more, without it."""
    start(city, threshold((3000, 500), limit=city.money(500)))
    group = opened(city, basket={"a1": 1})
    joined(city, group, "wu", {"a1": 1})
    pay(city, group, "li")
    pay(city, group, "wu")
    honour = group_ordering.honour

    def overtaken(turn: Turn, engine: Engine, quote: Quote, *said: Any) -> Answer:
        [night] = turn.work.deal_nights.all()
        if night.spent:
            return honour(turn, engine, quote, *said)
        turn.work.deal_nights.put(night.spending(night.night, city.money(500)))
        return honour(turn, engine, quote, *said)

    with pytest.MonkeyPatch.context() as meanwhile:
        meanwhile.setattr(group_ordering, "honour", overtaken)
        time_over(city)
    found = state(city, group)
    assert found.order
    assert city.order(found.order).bill.deals is None
    assert [20_000 - wallet(city, one) for one in FRIENDS] == [1800, 1800, 0]
    well(city)


def test_nobody_is_charged_more_than_they_were_shown(city: SmallCity) -> None:
    """Who would be, for a price went up since, drops out."""
    group = three(city)
    for friend in FRIENDS:
        pay(city, group, friend)
    done(running.reprice(city.engine, city.key(), "b", "b2", city.money(3300)))
    found = city.order(order(city, group))
    assert found.of_group
    assert [one.guest for one in found.of_group.shares] == [1, 2]
    assert [20_000 - wallet(city, one) for one in FRIENDS] == [1800, 3450, 0]
    well(city)


def test_only_the_host_orders(city: SmallCity) -> None:
    """Once, and not what they pay for all at the checkout."""
    group, engine = three(city), city.engine
    pay(city, group, "wu")
    order_now = group_ordering.order_now
    assert refused(order_now(engine, city.key(), "wu", group)) == NotYours("group", group)
    assert refused(order_now(engine, city.key(), "x", group)) == Unknown("group", group)
    other = engine.acting(visitor("wu"))
    assert refused(order_now(other, city.key(), "li", group)) == Unknown("customer", "li")
    order(city, group)
    found = order_now(engine, city.key(), "li", group)
    assert refused(found) == GroupOver(GroupState.ORDERED)
    one = opened(city, pays=GroupPays.ONE)
    assert refused(order_now(engine, city.key(), "li", one)) == PaidOtherwise("one")


def test_one_for_all_who_never_pays_is_called_off(city: SmallCity) -> None:
    """Some time after the others have chosen."""
    group = opened(city, pays=GroupPays.ONE)
    assert time_over(city) == 0
    city.wait(120)
    assert time_over(city) == 1
    assert state(city, group).why == NOT_PAID_IN_TIME
    well(city)


def test_a_payment_and_the_deadline_at_once(city: SmallCity) -> None:
    """Whoever is first: who paid is in the order, or has nothing held; the sums agree."""
    group = three(city)
    for friend in ("li", "zhao"):
        pay(city, group, friend)
    most = asked(city, group, "wu").most
    with city.engine.store.read() as work:
        open_ = work.group_baskets.over_by(state(city, group).over_at, A_ROUND)
    city.clock.put(state(city, group).deadline)
    early = city.clock.now()

    def late() -> object:
        return group_ordering.end(city.engine, open_[0])

    answers = at_once(
        [
            late, late,
            lambda: group_paying.pay_part(city.engine, "p", "wu", group, most),
            lambda: group_ordering.order_now(city.engine, "o", "li", group),
            lambda: group_paying.take_back(city.engine, "b", "zhao", group),
            lambda: grouping.want(city.engine, "w", "wu", group, {"a1": 2}),
        ]
    )  # fmt: skip
    assert early == city.clock.now()
    assert sum(isinstance(one, Done) for one in answers) >= 2
    found = state(city, group)
    assert found.order
    assert city.balance(accounts.group(group)) == 0
    paid = {one.customer: one.paid.fen for one in found.guests if one.paid}
    assert {one: 20_000 - wallet(city, one) for one in FRIENDS} == {
        one: paid.get(one, 0) for one in FRIENDS
    }
    well(city)


def test_a_payment_and_the_hosts_word_at_once(city: SmallCity) -> None:
    """The part is in the order, or refused; never both, never neither."""
    group = three(city)
    pay(city, group, "li")
    most = asked(city, group, "wu").most
    paid, placed = at_once(
        [
            lambda: group_paying.pay_part(city.engine, "p", "wu", group, most),
            lambda: group_ordering.order_now(city.engine, "o", "li", group),
        ]
    )
    assert isinstance(placed, Done)
    found = state(city, group)
    assert (found.guest(2).paid is not None) == isinstance(paid, Done)
    if isinstance(paid, Refused):
        assert paid.reason == GroupOver(GroupState.ORDERED)
        assert wallet(city, "wu") == 20_000
    well(city)


def test_its_order_names_no_wallets_to_who_looks(city: SmallCity) -> None:
    """Neither in its shares nor in its transfers."""
    group = three(city)
    for friend in FRIENDS:
        pay(city, group, friend)
    seen = reading.order(city.engine, order(city, group))
    assert not isinstance(seen, Refused)
    told = repr((seen.order.of_group, seen.transfers))
    assert not any(one in told for one in ("'wu'", "wallet:wu", "wallet:zhao"))
    assert f"group:{group}" not in told


def test_what_a_stall_takes_off_is_off_each_ones_lines(city: SmallCity) -> None:
    """For all of them together it is more than for one alone: what is held is the most."""
    start(city, threshold((3000, 500)))
    group = opened(city, basket={"a1": 1})
    joined(city, group, "wu", {"a1": 1})
    assert pay(city, group, "li") == pay(city, group, "wu") == 1950
    found = city.order(order(city, group))
    assert found.bill.deals == city.money(500)
    assert found.of_group
    assert sum(one.paid.fen for one in found.of_group.shares) == found.bill.total.fen
    assert all(one.paid.fen < 1950 for one in found.of_group.shares)
    done(cooking.reject(city.engine, city.key(), "a", found.id, "sold_out"))
    assert [wallet(city, one) for one in FRIENDS] == [20_000] * 3
    well(city)


def test_tips_are_the_couriers_and_the_gift_is_shared(city: SmallCity) -> None:
    """Who drops out gives neither; what is left over is theirs again, and the books agree."""
    group = opened(city, round_up="rural-teachers")
    joined(city, group, "wu", {"a1": 1, "b1": 1})
    joined(city, group, "zhao", {"b2": 1})
    pay(city, group, "li")
    pay(city, group, "wu", 500)
    found = city.order(order(city, group))
    # 15.50 and 32.00 of dishes with boxes of 2.00, the way 3.00 and 5.00 for the courier.
    assert (found.bill.tip, found.bill.donation.fen) == (city.money(500), -untipped(found) % 100)
    assert found.bill.total.fen % 100 == 0
    assert found.of_group
    assert sum(one.paid.fen for one in found.of_group.shares) == found.bill.total.fen
    li, wu = (20_000 - wallet(city, friend) for friend in ("li", "wu"))
    assert (li + wu, wallet(city, "zhao")) == (found.bill.total.fen, 20_000)
    assert [one.tip for one in state(city, group).guests] == [None, city.money(500), None]
    assert city.balance(accounts.group(group)) == 0
    well(city)
    before = city.balance(accounts.programme("rural-teachers"))
    city.cook(found.id)
    city.bring(found.id)
    assert city.order(found.id).is_settled
    given = city.balance(accounts.programme("rural-teachers")) - before
    assert given == found.bill.donation.fen
    well(city)


def untipped(found: Order) -> int:
    """What it comes to before it is rounded up, in fen."""
    return found.bill.total.fen - found.bill.donation.fen


def test_a_programme_that_takes_no_more_keeps_nobody_from_their_food(city: SmallCity) -> None:
    """It is ordered without, and what was held for it comes back."""
    group = opened(city, round_up="rural-teachers")
    pay(city, group, "li", 200)
    with city.store.begin() as work:
        programme = work.programmes.must("rural-teachers")
        work.programmes.put(replace(programme, ended_at=city.clock.now()))
    found = city.order(order(city, group))
    assert found.bill.donation.fen == 0
    assert 20_000 - wallet(city, "li") == found.bill.total.fen == 1950 + 200
    well(city)


def test_what_came_to_nothing_gives_the_tip_back(city: SmallCity) -> None:
    """To who gave it."""
    group = opened(city, round_up="rural-teachers")
    joined(city, group, "wu", {"a1": 1})
    pay(city, group, "li")
    pay(city, group, "wu", 1000)
    made = order(city, group)
    done(calling_off.call_off_order(city.engine, city.key(), "li", made))
    assert [wallet(city, friend) for friend in ("li", "wu")] == [20_000, 20_000]
    well(city)


def test_many_give_more_together_than_one_may(city: SmallCity) -> None:
    """Each as much as at the checkout."""
    group = opened(city)
    joined(city, group, "wu", {"a1": 1})
    for friend in ("li", "wu"):
        pay(city, group, friend, 10_000)
    assert city.order(order(city, group)).bill.tip == city.money(20_000)
    well(city)


_OF_EACH = some.tuples(some.integers(1, 2), some.sampled_from(["a1", "b1"]), some.integers(0, 999))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    of=some.tuples(_OF_EACH, _OF_EACH, _OF_EACH),
    paying=some.sets(some.sampled_from(FRIENDS), min_size=1),
    rounds=some.booleans(), end=some.sampled_from(["bring", "turn_down", "call_off"]),
)  # fmt: skip
def test_whoever_gives_what_all_of_it_agrees_to_the_fen(
    of: tuple[tuple[int, str, int], ...], paying: set[str], rounds: bool, end: str
) -> None:
    """What is held, the bill, what each paid and has back, the courier's tip, the gift, the books."""
    city = city_of(MemoryStore("CNY"))
    wants = {one: {item: count} for one, (count, item, _) in zip(FRIENDS, of, strict=True)}
    tips = {one: tip for one, (_, _, tip) in zip(FRIENDS, of, strict=True)}
    gift = "rural-teachers" if rounds else None
    group = opened(city, basket=wants["li"], round_up=gift)
    for friend in FRIENDS[1:]:
        joined(city, group, friend, wants[friend])
    held = {one: pay(city, group, one, tips[one]) for one in sorted(paying)}
    assert city.balance(accounts.group(group)) == sum(held.values())
    made = city.order(order(city, group))
    gave = sum(tips[one] for one in paying)
    assert (made.bill.tip.fen if made.bill.tip else 0) == gave
    assert made.bill.donation.fen == (-untipped(made) % 100 if rounds else 0)
    cost = {one: 20_000 - wallet(city, one) for one in FRIENDS}
    assert all(cost[one] <= held.get(one, 0) for one in FRIENDS)
    assert sum(cost.values()) == made.bill.total.fen
    well(city)
    first = made.tickets[0].merchant
    if end == "call_off":
        done(calling_off.call_off_order(city.engine, city.key(), "li", made.id))
    elif end == "turn_down":
        done(cooking.reject(city.engine, city.key(), first, made.id, "gone"))
    well(city)
    after = city.order(made.id)
    if after.ended_at:
        assert [wallet(city, one) for one in FRIENDS] == [20_000] * 3
        return
    for ticket in after.live_tickets:
        ready_at = city.clock.now() + timedelta(minutes=5)
        done(cooking.accept(city.engine, city.key(), ticket.merchant, made.id, ready_at))
        done(cooking.ready(city.engine, city.key(), ticket.merchant, made.id))
    city.bring(made.id)
    after = city.order(made.id)
    assert after.of_group
    bears = {one.customer: (one.paid - one.back).fen for one in after.of_group.shares}
    assert {one: 20_000 - wallet(city, one) for one in paying} == bears
    assert sum(bears.values()) == (after.bill.total - after.returned).fen
    with city.store.begin() as work:
        told = [o.movement for o in work.ledger.of_order(made.id) if o.movement.why == "tip"]
    assert sum(one.amount.fen for one in told) == gave
    well(city)
