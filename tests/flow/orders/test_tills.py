"""What a stall owes of its till is held back, handed in or set off; never more than that."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.collecting import PHONE, city_of, hand_over, place_to_collect
from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Unknown
from yeshi.events.orders import PaidBy
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.orders import cash, tills
from yeshi.flow.payments.owing import owed_in, owed_to
from yeshi.flow.ports import Store
from yeshi.flow.stalls.tonight import tonight
from yeshi.ledger import accounts
from yeshi.people.actor import NotAllowed
from yeshi.people.person import Grant, Person, Role


@pytest.fixture
def city(store: Store) -> SmallCity:
    """In which stall a took cash for an order, and owes the fee of it."""
    city = city_of(store, cash=True)
    order = place_to_collect(city, {"a1": 1}, PHONE, PaidBy.CASH)
    city.cook(order)
    hand_over(city, order, "a")
    return city


def owed(city: SmallCity) -> Money:
    """What the stall owes."""
    [one] = cash.cash_desk(city.engine).owing
    assert one.merchant.id == "a"
    return one.owes


def well(city: SmallCity) -> None:
    """Every rule of the books and of the record holds."""
    with city.store.look() as work:
        assert list(breaches_of(work)) == []


def test_it_hands_in_what_it_owes(city: SmallCity) -> None:
    """And not more; then nobody owes anything."""
    fee = owed(city)
    assert fee.fen == -city.balance(accounts.till("a")) > 0
    more = Money(fee.fen + 1, fee.currency)
    assert isinstance(refused(tills.hand_in(city.engine, city.key(), "a", more, "why")), Invalid)
    half = Money(fee.fen // 2, fee.currency)
    done(tills.hand_in(city.engine, city.key(), "a", half, "came by"))
    well(city)
    done(tills.hand_in(city.engine, city.key(), "a", fee - half, "came by"))
    assert cash.cash_desk(city.engine).owing == ()
    well(city)


def test_what_it_owes_is_held_back_and_set_off(city: SmallCity) -> None:
    """Of what it is owed for another order, which its board tells."""
    fee = owed(city)
    nothing = tills.set_off(city.engine, city.key(), "a", fee, "why")
    assert isinstance(refused(nothing), Invalid)
    city.engine.payments = SmallCity().engine.payments
    city.fill()
    order = place_to_collect(city, {"a1": 1}, way=None)
    city.cook(order)
    hand_over(city, order, "a")
    earned = city.balance(accounts.merchant("a"))
    with city.store.begin() as work:
        for one in (owed_to(work, "merchant:a", "CNY"), owed_in(work, "CNY")["merchant:a"]):
            assert (one.amount.fen, one.kept) == (earned, fee)
    told = tonight(city.engine, "a")
    assert told.owed.fen == earned - fee.fen  # type: ignore[union-attr]
    done(tills.set_off(city.engine, city.key(), "a", fee, "why"))
    assert city.balance(accounts.merchant("a")) == earned - fee.fen
    assert city.balance(accounts.till("a")) == 0
    well(city)


def test_only_the_citys_treasury_enters_it(city: SmallCity) -> None:
    """With a reason, and of a stall that there is."""
    fee = owed(city)
    stall = city.by(Person("li", "Li", (Grant(Role.STALLHOLDER, "a"),), None))
    assert isinstance(refused(tills.hand_in(stall, city.key(), "a", fee, "why")), NotAllowed)
    assert isinstance(refused(tills.hand_in(city.engine, city.key(), "a", fee, " ")), Invalid)
    unknown = tills.hand_in(city.engine, city.key(), "z", fee, "why")
    assert refused(unknown) == Unknown("merchant", "z")
