"""What a basket comes to at the counter; what it comes to at a door is tried with ordering."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import DOOR, SmallCity, done, refused
from tests.flow.orders.collecting import BOTH, PHONE, city_of, quote_at_counter
from yeshi.base.refused import Invalid, Reason
from yeshi.events.fulfilment import Fulfilment
from yeshi.flow.orders import quoting
from yeshi.flow.orders.quoting import AtCounter, OnTop, Wish, wish_of
from yeshi.flow.ports import Store
from yeshi.orders.checkout import Quote
from yeshi.orders.notes import NoCourier


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return city_of(store)


def kept(city: SmallCity, id_: str) -> Quote:
    """The quote as it is kept."""
    with city.store.begin() as work:
        return work.quotes.must(id_)


def test_what_is_collected_costs_no_way(city: SmallCity) -> None:
    """All else is as it is at a door; and it is promised for when it is made."""
    at_door, at_counter = kept(city, city.quote(BOTH, donate=False)), quote_at_counter(city, BOTH)
    found = kept(city, at_counter)
    assert found.fulfilment is Fulfilment.PICK_UP
    assert found.is_collected
    assert not at_door.is_collected
    assert at_door.bill.delivery.fen > 0
    assert found.bill.delivery.fen == 0
    assert (found.bill.items, found.bill.packing) == (at_door.bill.items, at_door.bill.packing)
    assert found.made_at < found.promised_by < at_door.promised_by


def test_it_is_asked_for_again_as_it_was(city: SmallCity) -> None:
    """With the number, and without a door."""
    found = kept(city, quote_at_counter(city, BOTH, PHONE))
    assert wish_of(found) == Wish("c", BOTH, AtCounter(PHONE))
    named = Wish("c", BOTH, DOOR, None, OnTop("", city.money(200)))
    again = wish_of(kept(city, done(quoting.ask_quote(city.engine, city.key(), named))["quote"]))
    assert again.on_top == named.on_top
    door = kept(city, city.quote(BOTH))
    assert wish_of(door).destination == door.destination


def test_a_number_that_is_none_is_refused(city: SmallCity) -> None:
    """Before anything is kept."""
    wish = Wish("c", BOTH, AtCounter("12"))
    assert refused(quoting.ask_quote(city.engine, city.key(), wish)) == Invalid("phone", "phone")


@pytest.mark.parametrize(
    ("fen", "counter", "reason"),
    [
        (0, False, None),
        (10_000, False, None),
        (0, True, None),
        (-1, False, Invalid("tip", "0.00…100.00")),
        (10_001, False, Invalid("tip", "0.00…100.00")),
        (200, True, NoCourier()),
    ],
)
def test_how_much_may_be_tipped(
    city: SmallCity, fen: int, counter: bool, reason: Reason | None
) -> None:
    """Nothing too; and who comes for it themselves has nobody to tip."""
    to = AtCounter() if counter else DOOR
    wish = Wish("c", BOTH, to, None, OnTop(tip=city.money(fen)))
    answer = quoting.ask_quote(city.engine, city.key(), wish)
    if reason:
        assert refused(answer) == reason
        return
    assert kept(city, done(answer)["quote"]).bill.tip == (city.money(fen) if fen else None)


def test_a_tip_changes_no_voucher(city: SmallCity) -> None:
    """What is bought is worth one or it is not; all else on the bill stays as it is."""
    plain = kept(city, city.quote(BOTH, donate=False)).bill
    wish = Wish("c", BOTH, DOOR, None, OnTop(tip=city.money(10_000)))
    tipped = kept(city, done(quoting.ask_quote(city.engine, city.key(), wish))["quote"]).bill
    assert plain.voucher.fen == 0
    assert replace(tipped, tip=None) == plain
    assert tipped.total == plain.total + city.money(10_000)
