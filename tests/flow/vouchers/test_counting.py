"""What was used is counted with the order, and no more once it came back."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.vouchers.ruled import launch, quoted, taken, tally
from yeshi.flow.orders import cooking, ordering
from yeshi.flow.ports import Store
from yeshi.vouchers.rules import Rules, VoucherLimits

BOTH = {"a1": 1, "b1": 1}


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city with a campaign of two vouchers a day for fourteen yuan in all."""
    city = SmallCity(store).settle_in()
    for customer in "cde":
        city.fill(customer)
    launch(city, "day", Rules(limits=VoucherLimits(own_day=1, day=2, day_off=city.money(1400))))
    return city


def buy(city: SmallCity, customer: str, wanted: dict[str, int] | None = None) -> str:
    """An order with the campaign."""
    quote = quoted(city, "day", customer, wanted)
    return done(ordering.place(city.engine, city.key(), customer, quote))["order"]


def test_a_day_has_so_many_and_the_next_has_them_anew(city: SmallCity) -> None:
    """By the business day, which turns in the morning."""
    buy(city, "c")
    assert taken(city, "c") is None
    buy(city, "d")
    assert taken(city, "e") is None
    assert (tally(city, "day").day_times, tally(city, "day").day_fen) == (2, 1400)
    # Past midnight it is the same night; the stalls are open until three.
    city.wait(5 * 60)
    assert taken(city, "e") is None
    city.wait(19 * 60)
    assert taken(city, "e") == "day"


def test_what_two_quotes_promised_one_order_gets(city: SmallCity) -> None:
    """The day had room for one more."""
    buy(city, "c")
    quotes = {one: quoted(city, "day", one) for one in "de"}
    done(ordering.place(city.engine, city.key(), "d", quotes["d"]))
    late = refused(ordering.place(city.engine, city.key(), "e", quotes["e"]))
    assert late.facts()["changes"] == ("voucher",)


def test_what_was_paid_back_counts_no_more(city: SmallCity) -> None:
    """A part frees its money, the whole order its place."""
    order = buy(city, "c", BOTH)
    done(cooking.reject(city.engine, city.key(), "a", order, "gone"))
    part = tally(city, "day")
    assert (part.times, part.day_times, part.day_fen) == (1, 1, 350)
    done(cooking.reject(city.engine, city.key(), "b", order, "gone"))
    city.run_errands()
    for id_ in ("day", "day:c"):
        whole = tally(city, id_)
        assert (whole.times, whole.day_times, whole.day_fen) == (0, 0, 0)
    assert taken(city, "c") == "day"


def test_without_rules_nothing_is_counted(city: SmallCity) -> None:
    """And nothing is kept of it."""
    city.fill("f")
    quote = quoted(city, "v", "f", {"a2": 1, "b1": 1})
    order = done(ordering.place(city.engine, city.key(), "f", quote))["order"]
    city.call_off(order, "f")
    with city.store.read() as work:
        assert work.tallies.of("v") == []
