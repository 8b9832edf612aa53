"""Races, in real threads: two dispatchers, the last portion, a payment pressed twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.deals import spent, start
from tests.flow.vouchers.ruled import OFF, launch, quoted, tally
from tests.market.deals import threshold
from tests.records import fen
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.engine import Turn
from yeshi.flow.orders import dispatching, ordering
from yeshi.flow.ports import Answer, Done, Store
from yeshi.flow.vouchers import coding
from yeshi.market.shelf import SoldOut
from yeshi.orders.checkout import QuoteChanged
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.rules import CodeKind, Rules, VoucherLimits

T = TypeVar("T")


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def at_once(acts: list[Callable[[], T]]) -> list[T]:
    """What the acts return when they begin together."""
    barrier = Barrier(len(acts))

    def begin(act: Callable[[], T]) -> T:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(begin, act) for act in acts]]


def test_two_dispatchers_never_send_two_couriers(city: SmallCity) -> None:
    """Even without the lease, the version check lets one through."""
    orders = [city.place({"a1": 1}), city.place({"b1": 1})]
    for order in orders:
        city.cook(order)
    at_once([lambda: dispatching.tick(city.engine, "city")] * 4)
    with city.store.begin() as work:
        routes = work.routes.open()
    assert sorted(order for route in routes for order in route.orders) == sorted(orders)
    assert len({route.courier for route in routes}) == len(routes)


def test_the_last_portions_are_sold_once(city: SmallCity) -> None:
    """Two left, six customers: two get one."""
    names = [f"c{n}" for n in range(6)]
    for name in names:
        city.fill(name)
    quotes = {name: city.quote({"b2": 1}, name) for name in names}
    answers = at_once(
        [
            lambda name=name: ordering.place(city.engine, f"pay-{name}", name, quotes[name])
            for name in names
        ]
    )
    assert sum(isinstance(answer, Done) for answer in answers) == 2
    left = [answer.reason for answer in answers if isinstance(answer, Refused)]
    assert left == [SoldOut("b2", 0)] * 4
    with city.store.begin() as work:
        item = work.items.get("b2")
        assert item is not None
        assert item.left == 0


@pytest.mark.parametrize("one_key", [True, False])
def test_a_payment_pressed_twice_is_one_order(city: SmallCity, one_key: bool) -> None:
    """With the same key, and with another."""
    quote = city.quote({"a1": 1})
    keys = ["pay"] * 5 if one_key else [f"pay{n}" for n in range(5)]
    answers = at_once(
        [lambda key=key: ordering.place(city.engine, key, "c", quote) for key in keys]
    )
    assert len({str(answer) for answer in answers}) == 1
    assert isinstance(answers[0], Done)
    paid = city.order(answers[0].data["order"]).bill.total.fen
    assert city.balance("wallet:c") == 100_000 - paid
    assert city.balance("escrow") == paid


def test_a_voucher_budget_is_never_overspent(city: SmallCity) -> None:
    """Twelve vouchers are in the budget; sixteen orders with one come at once."""
    names = [f"v{n}" for n in range(16)]
    for name in names:
        city.fill(name)
    quotes = {name: city.quote({"a1": 3}, name) for name in names}
    answers = at_once(
        [
            lambda name=name: ordering.place(city.engine, f"pay-{name}", name, quotes[name])
            for name in names
        ]
    )
    assert sum(isinstance(answer, Done) for answer in answers) == 12
    assert city.balance("campaign:v") == 400


def test_a_deal_never_costs_more_than_its_limit(city: SmallCity) -> None:
    """Twelve yuan a night are two of five; eight orders with it come at once."""
    start(city, threshold((3000, 500), limit=fen(1200)))
    names = [f"d{n}" for n in range(8)]
    for name in names:
        city.fill(name)
    quotes = {name: city.quote({"a1": 2}, name) for name in names}
    answers = at_once(
        [
            lambda name=name: ordering.place(city.engine, f"pay-{name}", name, quotes[name])
            for name in names
        ]
    )
    assert sum(isinstance(answer, Done) for answer in answers) == 2
    assert spent(city) == 1000
    left = [answer.reason for answer in answers if isinstance(answer, Refused)]
    assert {one.changes for one in left if isinstance(one, QuoteChanged)} == {("deals",)}


def rush(city: SmallCity, count: int, threads: int) -> int:
    """How many of so many customers get seven yuan off, who order as many at once."""
    names = [f"r{number}" for number in range(count)]
    for name in names:
        city.fill(name, 5_000)
    quotes = {name: quoted(city, "rush", name) for name in names}

    def order(name: str) -> bool:
        placed = ordering.place(city.engine, f"pay-{name}", name, quotes[name])
        return isinstance(placed, Done)

    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(order, names))


@pytest.mark.parametrize(
    ("rules", "fund"),
    [
        pytest.param(None, 11 * OFF, id="by its budget"),
        pytest.param(Rules(limits=VoucherLimits(day=11)), 60 * OFF, id="by orders a day"),
        pytest.param(
            Rules(limits=VoucherLimits(own=1, day_off=Money(12 * OFF - 1, "CNY"))), 60 * OFF,
            id="by money a day",
        ),
    ],
)  # fmt: skip
def test_no_limit_is_passed_by_many_at_once(
    city: SmallCity, rules: Rules | None, fund: int
) -> None:
    """Eleven of forty get a voucher, whatever it is that bounds them."""
    launch(city, "rush", rules, fund=fund)
    assert rush(city, 40, 16) == 11
    assert city.balance("campaign:rush") == fund - 11 * OFF
    if rules:
        assert tally(city, "rush").day_fen == 11 * OFF


@pytest.mark.parametrize("bound", ["budget", "day"])
@pytest.mark.slow
def test_500_orders_at_once_and_137_vouchers(postgres: PostgresStore, bound: str) -> None:
    """Exactly so many get one, of a budget that is enough for them, or of a day's limit."""
    city = SmallCity(postgres).settle_in()
    limits = VoucherLimits(own=1, day=137 if bound == "day" else 1000)
    fund = (137 if bound == "budget" else 600) * OFF
    launch(city, "rush", Rules(limits=limits), fund=fund)
    assert rush(city, 500, 24) == 137
    assert city.balance("campaign:rush") == fund - 137 * OFF
    assert tally(city, "rush").times == 137
    with city.store.begin() as work:
        assert list(breaches_of(work)) == []


def test_one_code_is_entered_by_one_of_many_at_once(city: SmallCity) -> None:
    """The others read that it is used."""
    launch(city, "each", Rules(code=CodeKind.EACH))
    done(coding.make_codes(city.engine, city.key(), "each", 1))
    found = coding.codes_of(city.engine, "each")
    assert not isinstance(found, Refused)
    (code,) = found.codes
    answers = at_once([
        lambda name=f"e{number}": coding.enter_code(city.engine, f"k-{name}", name, code.printed)
        for number in range(8)
    ])  # fmt: skip
    assert sum(isinstance(answer, Done) for answer in answers) == 1


def test_two_stipends_at_once_never_overdraw_the_fund(store: Store) -> None:
    """The fund bears one of two: each second approval comes at the same moment."""
    from tests.flow.programmes import test_granting as people
    from yeshi.flow.people import entering
    from yeshi.flow.programmes import granting
    from yeshi.ledger import accounts

    city = SmallCity(store).settle_in()
    for one in (people.FOUNDATION, *people.APPROVERS, *people.READERS):
        entering.enter_person(city.engine, city.key(), one)
    people.give(city, 3_000_000)
    for name in "mn":
        people.read_all(city, people.apply(city, name), (8, 8, 4))
    from yeshi.flow.programmes import applying

    applying.select_cohort(city.by(people.FOUNDATION), city.key(), people.P, 2026)
    with city.store.begin() as work:
        students = work.students.of(people.P)
    payments = [people.enrolled(city, one.id) for one in students]
    first, second = people.APPROVERS
    for payment in payments:
        granting.approve(city.by(first), city.key(), payment)
    answers = at_once(
        [
            lambda payment=payment: granting.approve(city.by(second), f"s{payment}", payment)
            for payment in payments
        ]  # type: ignore[misc]
    )
    assert sorted(isinstance(answer, Done) for answer in answers) == [False, True]
    assert city.balance(accounts.programme(people.P)) == 1_000_000


def test_who_comes_second_with_a_key_is_answered_as_the_first(database: str) -> None:
    """From two processes, also where what both add is written before either is answered."""
    stores = [PostgresStore(open_pool(database), "CNY") for _ in range(2)]
    first, second = (SmallCity(store).engine for store in stores)
    campaign = Campaign(
        id="autumn",
        name=Name("秋", "Autumn"),
        threshold=Money(3000, "CNY"),
        off=Money(500, "CNY"),
        begins_at=first.clock.now(),
        ends_at=first.clock.now() + timedelta(days=1),
    )
    answers: list[Answer] = []

    def add(turn: Turn) -> Answer:
        turn.work.campaigns.add(campaign)
        return Done({"campaign": turn.new_id("ca")})

    def add_later(turn: Turn) -> Answer:
        answers.append(first.perform("launch", "launch", add))
        turn.work.campaigns.add(campaign)
        # What is asked of many has what was added written before.
        turn.work.campaigns.all()
        return Done({"campaign": "another"})

    answers.append(second.perform("launch", "launch", add_later))
    assert answers[0] == answers[1]
    for store in stores:
        store.close()
