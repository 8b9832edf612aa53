"""What comes back of an order that several paid goes to who paid it: on each store, in the books."""

from __future__ import annotations

import random

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.groups import FRIENDS, city_of, joined, opened, order, pay, want, well
from yeshi.events.complaints import BackTo
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.orders import altering, calling_off, complaining, cooking, redressing
from yeshi.flow.orders.altering import Shortage
from yeshi.flow.orders.complaining import RedressAsked
from yeshi.flow.ports import Answer, Done, Store
from yeshi.ledger import accounts
from yeshi.orders.complaining import OfSeveral, TroubleTold
from yeshi.orders.complaint import Trouble


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With friends, on each store."""
    return city_of(store)


def paid(city: SmallCity) -> str:
    """An order of three of two stalls, each of whom paid their own: 17.50, 34.00 and 31.00."""
    group = opened(city)
    joined(city, group, "wu", {"a1": 1, "b1": 1})
    joined(city, group, "zhao", {"b2": 1})
    for friend in FRIENDS:
        pay(city, group, friend)
    return order(city, group)


def spent(city: SmallCity) -> list[int]:
    """What each is out of pocket, in fen."""
    return [20_000 - city.balance(accounts.wallet(one)) for one in FRIENDS]


def test_what_a_stall_does_not_make_goes_back_to_who_wanted_it(city: SmallCity) -> None:
    """The way is still to be paid."""
    placed = paid(city)
    done(cooking.reject(city.engine, city.key(), "b", placed, "sold_out"))
    assert spent(city) == [1750, 1750, 100]
    assert city.balance(accounts.group(placed)) == 0
    well(city)


def test_what_is_called_off_goes_back_to_all(city: SmallCity) -> None:
    """Each has what they paid."""
    placed = paid(city)
    city.call_off(placed, "li")
    assert spent(city) == [0, 0, 0]
    well(city)
    # However the record is read: what comes back is told after the end.
    with city.store.look() as work:
        assert list(breaches_of(work, part=1)) == []


def test_a_dish_that_is_left_out_goes_back_to_whose_it_was(city: SmallCity) -> None:
    """As the host agreed to it."""
    placed = paid(city)
    short = Shortage("b2", 1, "b1")
    done(altering.offer_instead(city.engine, city.key(), "b", placed, short))
    done(altering.agree_to_offer(city.engine, city.key(), "li", placed, "b"))
    assert spent(city) == [1750, 3400, 1750]
    well(city)


def test_a_complaint_is_paid_to_who_paid_the_dish(city: SmallCity) -> None:
    """One guest's at a time: the host says it for them."""
    placed = paid(city)
    city.cook(placed)
    city.bring(placed)

    def complain(lines: dict[int, int]) -> Answer:
        told = TroubleTold("b", lines, Trouble.MISSING)
        asking = RedressAsked(told)
        return complaining.complain(city.engine, city.key(), "li", placed, asking)

    both = complain({0: 1, 1: 1})
    assert not isinstance(both, Done)
    assert both.reason == OfSeveral()
    made = done(complain({1: 1}))["complaint"]
    done(redressing.agree(city.engine, city.key(), "b", made, {1: 1}, ""))
    assert spent(city) == [1750, 3400, 100]
    own = done(complain({0: 1}))["complaint"]
    done(redressing.agree(city.engine, city.key(), "b", own, {0: 1}, ""))
    assert spent(city) == [1750, 1750, 100]
    with city.store.begin() as work:
        assert work.complaints.must(made).to is BackTo.WALLET
    well(city)


@pytest.mark.parametrize("seed", range(6))
def test_random_lives_agree_to_the_fen(seed: int) -> None:
    """Whoever pays, drops out, has back or waits: bill, wallets and books say the same."""
    chance, city = random.Random(seed), city_of()
    for round_ in range(4):
        group = opened(city, basket={"a1": chance.randint(1, 2)})
        for friend in FRIENDS[1:]:
            joined(city, group, friend, {})
            dishes = chance.sample(["a1", "b1", "r1"][:2], chance.randint(1, 2))
            want(city, group, friend, {one: chance.randint(1, 3) for one in dishes})
        for friend in FRIENDS:
            city.fill(friend, 20_000)
        payers = chance.sample(FRIENDS, chance.randint(1, 3))
        for friend in payers:
            pay(city, group, friend)
        well(city)
        placed = order(city, group)
        _end(city, placed, chance)
        well(city)
        assert round_ < 4


def _end(city: SmallCity, placed: str, chance: random.Random) -> None:
    merchants = list(city.order(placed).merchants)
    how = chance.choice(["deliver", "reject", "call_off", "alter"])
    if how == "call_off":
        done(calling_off.call_off_order(city.engine, city.key(), "li", placed))
        return
    if how == "reject":
        done(cooking.reject(city.engine, city.key(), merchants[0], placed, "sold_out"))
    if how == "alter":
        ticket = city.order(placed).ticket(merchants[0])
        assert ticket is not None
        short = Shortage(ticket.lines[0].item, 1)
        if isinstance(
            altering.offer_instead(city.engine, city.key(), merchants[0], placed, short), Done
        ):
            done(altering.agree_to_offer(city.engine, city.key(), "li", placed, merchants[0]))
    left = city.order(placed)
    if left.live_tickets:
        ready_at = city.clock.now()
        for ticket in left.live_tickets:
            done(cooking.accept(city.engine, city.key(), ticket.merchant, placed, ready_at))
        for ticket in left.live_tickets:
            done(cooking.ready(city.engine, city.key(), ticket.merchant, placed))
        city.bring(placed)
