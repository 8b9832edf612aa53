"""Joining in both stores: who signs in finds what was theirs, and nobody gains by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.builders import DOOR, EVENING, SmallCity, done
from tests.flow.orders.groups import joined, opened, pay, state
from tests.flow.orders.test_cash import CASH, well
from tests.flow.people.test_sessions import LI, WU, city
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow import due
from yeshi.flow.orders import (
    addresses,
    calling_off,
    group_paying,
    grouping,
    joining,
    ordering,
    quoting,
    reading,
)
from yeshi.flow.orders.addresses import Whereabouts
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.ports import Answer
from yeshi.flow.shopping import all_of, is_own, orders_as
from yeshi.flow.stalls import favourites
from yeshi.flow.vouchers import claiming, launching
from yeshi.orders.addresses import ADDRESSES_MAX
from yeshi.orders.cash import CashBarred, CashStanding, TooManyCashOrders
from yeshi.orders.notes import NOTHING_SAID
from yeshi.people.actor import NOBODY, signed_in, visitor
from yeshi.people.person import Person, SignInFirst
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Lot

__all__ = ["city"]

HOME = Whereabouts(name="home", place=DOOR.place, address="Door")


def join(city: SmallCity, customer: str, person: Person = LI) -> str:
    """As whom the person orders who signed in where that customer was."""
    engine = city.engine.acting(signed_in(person, customer))
    return done(joining.join(engine, city.key(), customer))["customer"]


def mine(city: SmallCity, person: Person, main: str) -> list[str]:
    """The orders that the person finds."""
    engine = city.engine.acting(signed_in(person, main))
    return [one.id for one in reading.orders_of(engine, main)]


def paid(city: SmallCity, customer: str, count: int = 1) -> str:
    """The id of an order that is paid from a full wallet."""
    city.fill(customer)
    return city.place({"a1": count}, customer)


def in_cash(city: SmallCity, customer: str) -> Answer:
    """An order that is paid at the door."""
    quoted = quoting.ask_quote(city.engine, city.key(), Wish(customer, {"a1": 1}, DOOR))
    return ordering.place(
        city.engine, city.key(), customer, done(quoted)["quote"], NOTHING_SAID, CASH
    )


def test_two_devices_find_the_same_orders_and_nobody_else_does(city: SmallCity) -> None:
    """Whatever browser has the cookie of before is a stranger to them."""
    first, second = paid(city, "c"), paid(city, "d")
    main = join(city, "c")
    assert join(city, "d") == main
    assert join(city, "d", WU) != main
    assert sorted(mine(city, LI, main)) == sorted([first, second])
    before = city.engine.acting(visitor("c"))
    assert reading.orders_of(before, "c") == []
    assert not reading.is_mine(before, city.order(first))
    assert mine(city, WU, join(city, "e", WU)) == []
    third = paid(city, main)
    assert mine(city, LI, main)[0] == third
    with city.store.read() as work:
        assert set(all_of(work, "c")) == {main, "c", "d"}
        assert orders_as(work, "d") == main
        assert not is_own(work, NOBODY, "c")
    well(city)


def test_an_order_of_before_is_called_off_by_its_person(city: SmallCity) -> None:
    """And by no old cookie."""
    order = paid(city, "c")
    main = join(city, "c")
    refused = calling_off.call_off_order(city.engine.acting(visitor("c")), city.key(), "c", order)
    assert refused == Refused(Unknown("order", order))
    engine = city.engine.acting(signed_in(LI, main))
    done(calling_off.call_off_order(engine, city.key(), main, order))
    well(city)


def test_who_has_done_nothing_is_no_customer_more(city: SmallCity) -> None:
    """Each browser begins anew after a sign-in."""
    main = join(city, "c")
    assert join(city, "d") == main
    with city.store.read() as work:
        assert [one.id for one in work.shoppers.of(LI.id)] == [main]
    refused = joining.join(city.engine.acting(NOBODY), city.key(), "c")
    assert refused == Refused(SignInFirst())


def test_who_orders_with_others_is_in_their_group_after_signing_in(city: SmallCity) -> None:
    """Though they never ordered before: what is held of them is theirs to take back."""
    host = opened(city, "h")
    city.fill("c")
    joined(city, host, "c", {"b1": 1})
    pay(city, host, "c")
    main = join(city, "c")
    engine = city.engine.acting(signed_in(LI, main))
    done(group_paying.take_back(engine, city.key(), main, host))
    assert state(city, host).held == {}
    own = opened(city, "d")
    main = join(city, "d", WU)
    engine = city.engine.acting(signed_in(WU, main))
    done(grouping.call_off(engine, city.key(), main, own))
    well(city)


def test_addresses_are_put_together_and_left_nowhere(city: SmallCity) -> None:
    """The person's own come first, and no more are kept than there is room for."""
    main = join(city, "")
    for number in range(ADDRESSES_MAX - 1):
        said = replace(HOME, name=f"at {number}")
        done(addresses.add_address(city.engine, city.key(), main, said))
    for name in ("at 0", "work", "away"):
        done(addresses.add_address(city.engine, city.key(), "c", replace(HOME, name=name)))
    join(city, "c")
    names = [one.name for one in addresses.book_of(city.engine, main).addresses]
    assert len(names) == ADDRESSES_MAX == len(set(names))
    assert names[-1] == "away"
    assert addresses.book_of(city.engine, "c").addresses == ()


def test_what_was_liked_is_put_together_and_left_nowhere(city: SmallCity) -> None:
    """Also of who did nothing else on a device."""
    main = join(city, "")
    done(favourites.like(city.engine, city.key(), main, "a"))
    for item in ("a1", "a2"):
        done(favourites.like(city.engine, city.key(), "c", "a", item))
    done(favourites.like(city.engine, city.key(), "c", "a"))
    join(city, "c")
    liked = favourites.list_of(city.engine, main).favourites
    assert {one.id for one in liked} == {"stall:a", "dish:a1", "dish:a2"}
    assert favourites.list_of(city.engine, "c").favourites == ()


def test_who_was_barred_stays_barred_on_each_device(city: SmallCity) -> None:
    """Before the sign-in or after it."""
    order = paid(city, "c")
    with city.store.begin() as work:
        work.cash_standings.add(CashStanding(id="c", barred_by=order, barred_at=EVENING))
    main = join(city, "c")
    assert in_cash(city, main) == Refused(CashBarred())


def test_open_cash_counts_on_all_devices_together(city: SmallCity) -> None:
    """Else each device more would be an order more."""
    most = city.engine.terms.cash_open_max
    for _ in range(most):
        done(in_cash(city, "c"))
    main = join(city, "c")
    assert in_cash(city, main) == Refused(TooManyCashOrders(most))


def test_of_several_claims_one_counts(city: SmallCity) -> None:
    """The first one; and it is spent once, by whoever they are now."""
    campaign = Campaign(
        id="lot",
        name=Name("签", "lot"),
        threshold=Money(1000, "CNY"),
        off=Money(1000, "CNY"),
        begins_at=EVENING,
        ends_at=EVENING + timedelta(days=7),
        lot=Lot(5, EVENING + timedelta(hours=1)),
    )
    done(launching.launch_campaign(city.engine, city.key(), campaign))
    done(launching.fund_campaign(city.engine, city.key(), "lot", Money(5000, "CNY")))
    for customer in ("c", "d"):
        done(claiming.claim(city.engine, city.key(), customer, "lot"))
        city.wait(1)
        join(city, customer)
    main = join(city, "")
    done(claiming.claim(city.engine, city.key(), main, "lot"))
    with city.store.read() as work:
        assert len(work.claims.of("lot")) == 2
    city.wait(60)
    assert due.carry_out(city.engine, due.LOTS) == 1
    order = paid(city, main, 2)
    assert city.order(order).bill.voucher.fen == 1000
    assert city.order(paid(city, main, 2)).bill.voucher.fen == 0
    well(city)
    engine = city.engine.acting(signed_in(LI, main))
    done(calling_off.call_off_order(engine, city.key(), main, order))
    assert city.order(paid(city, main, 2)).bill.voucher.fen == 1000
    well(city)
