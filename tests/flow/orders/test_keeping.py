"""What is kept for a payment counts as taken: by shelf, voucher and record."""

from __future__ import annotations

import pytest

from tests.builders import done, refused
from tests.flow.payments.taker import PaidCity
from tests.flow.vouchers.ruled import launch, quoted, tally
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.orders import paying_online
from yeshi.flow.ports import Store
from yeshi.flow.stalls import listing
from yeshi.vouchers.rules import Rules, VoucherLimits


@pytest.fixture
def city(store: Store) -> PaidCity:
    """With a voucher of which each has one a day, and all one."""
    city = PaidCity(store)
    city.open_up().settle_in()
    done(listing.restock(city.engine, city.key(), "a", "a2", 2))
    launch(city, "day", Rules(limits=VoucherLimits(own_day=1, day=1, day_off=city.money(1400))))
    return city


def sound(city: PaidCity) -> bool:
    """Whether what is kept is what the record tells."""
    with city.store.read() as work:
        return list(breaches_of(work)) == []


def begin(city: PaidCity, customer: str) -> str:
    """A payment with the voucher."""
    quote = quoted(city, "day", customer)
    begun = paying_online.begin_payment(city.engine, city.key(), customer, quote, "taker")
    return done(begun)["payment"]


@pytest.mark.parametrize("paid", [True, False])
def test_a_voucher_counts_once_while_it_is_kept_and_after(city: PaidCity, paid: bool) -> None:
    """Nobody else has the last one meanwhile; what was let go of counts no more."""
    late = quoted(city, "day", "d")
    payment = begin(city, "c")
    assert tally(city, "day").day_times == 1
    assert sound(city)
    other = paying_online.begin_payment(city.engine, city.key(), "d", late, "taker")
    assert refused(other).facts()["changes"] == ("voucher",)
    city.go_on()
    if paid:
        city.taker.pay(payment)
        city.tell(payment)
    else:
        city.go_on(16 * 60)
    for id_ in ("day", "day:c"):
        assert (tally(city, id_).times, tally(city, id_).day_times) == (paid, paid)
    assert sound(city)
