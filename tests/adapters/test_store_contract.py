"""What every store must do, on each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from threading import Thread

import psycopg
import pytest

from tests.builders import EVENING, SmallCity
from yeshi.adapters.postgres import journal
from yeshi.adapters.postgres.store import PostgresStore, open_readers
from yeshi.base.errors import EntriesRefused, InvariantBroken, LeaseLost
from yeshi.base.money import Money
from yeshi.base.sure import there
from yeshi.events.fleet import CourierRegistered
from yeshi.events.kinds import BY_KIND
from yeshi.fleet.courier import Position
from yeshi.fleet.delivery import Route, RouteState, Stop, StopKind
from yeshi.flow.lease import acting_under
from yeshi.flow.orders import dispatching
from yeshi.flow.ports import Done, OrderSeen, Remembered, Store
from yeshi.geo.point import Point
from yeshi.ledger.transfers import Movement, Transfer
from yeshi.market.hours import Hours
from yeshi.market.merchant import GiftPerOrder


def _transfer(name: str, debit: str, credit: str, fen: int, currency: str = "CNY") -> Transfer:
    return Transfer(name, EVENING, None, Movement(debit, credit, Money(fen, currency), "test"))


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    return SmallCity(store).settle_in()


def test_work_is_kept_whole_or_not_at_all(city: SmallCity) -> None:
    """An exception undoes records, money, events and commands."""

    def fail() -> None:
        with city.store.begin() as work:
            work.commands.claim("k", "c", EVENING)
            work.ledger.move([_transfer("t1", "outside:test-money", "wallet:w", 5)])
            work.events.append([CourierRegistered("z", "ebike")], EVENING, EVENING.date())
            item = work.items.get("a2")
            assert item is not None
            work.items.put(replace(item, left=0))
            work.commands.remember("k", Done({}))
            raise RuntimeError

    with city.store.begin() as work:
        last = work.events.last()
    with pytest.raises(RuntimeError):
        fail()
    with city.store.begin() as work:
        assert work.commands.claim("k", "c", EVENING) is None
        work.commands.remember("k", Done({"x": "y"}))
        assert work.ledger.balance("wallet:w").fen == 0
        assert work.events.last() == last
        item = work.items.get("a2")
        assert item is not None
        assert item.left == 2
    with city.store.begin() as work:
        assert work.commands.claim("k", "c", EVENING) == Remembered("c", "", Done({"x": "y"}))


def test_where_couriers_were_and_which_accounts_are_open_is_undone_too(city: SmallCity) -> None:
    """Nothing shows that the work was begun."""
    seen = Position("x", Point(1, 1), EVENING)
    with city.store.begin() as work:
        work.couriers.see(seen)
        positions, balances = work.couriers.positions(), work.ledger.balances()

    def fail() -> None:
        with city.store.begin() as work:
            for courier in ("x", "y"):
                work.couriers.see(Position(courier, Point(2, 2), EVENING))
            work.ledger.move([_transfer("t1", "outside:test-money", "wallet:new", 5)])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with city.store.begin() as work:
        assert work.couriers.positions() == positions
        assert work.ledger.balances() == balances


def test_transfers_of_several_orders_are_found_at_once(city: SmallCity) -> None:
    """In the order in which they were entered, and of those alone."""
    city.fill()
    first, second, third = (city.place({"a1": 1}) for _ in range(3))
    with city.store.begin() as work:
        both = [*work.ledger.of_order(first), *work.ledger.of_order(third)]
        assert work.ledger.of_orders([third, first, "none"]) == both
        assert work.ledger.of_orders([]) == []
        assert work.ledger.of_order(second)


def test_accounts_are_listed_the_furthest_from_nothing_first(city: SmallCity) -> None:
    """On either side of it, those alike by their ids, in parts."""
    with city.store.begin() as work:
        work.ledger.move(
            [
                _transfer("t1", "provider:one", "wallet:w", 500),
                _transfer("t2", "wallet:w", "provider:two", 300),
                _transfer("t3", "provider:three", "wallet:w", 300),
            ]
        )
    with city.store.read() as work:
        found = work.ledger.largest("provider:", 0, 9)
        assert [(name, held.fen) for name, held in found] == [
            ("provider:one", -500), ("provider:three", -300), ("provider:two", 300),
        ]  # fmt: skip
        assert work.ledger.largest("provider:", 1, 1) == found[1:2]
        assert work.ledger.largest("provider:", 3, 9) == []


def test_the_transfers_of_two_accounts_are_read_in_parts(city: SmallCity) -> None:
    """Of a period, each once, in the order of their entry; and what was held before it."""
    begins = city.clock.now()
    city.fill("one")
    city.wait(60)
    between = city.clock.now()
    for customer, amount in (("one", 300), ("two", 500), ("three", 700), ("one", 900)):
        city.fill(customer, amount)
    both = ("wallet:one", "wallet:two")
    with city.store.begin() as work:
        ledger, ends = work.ledger, between + timedelta(seconds=1)
        assert ledger.held_before("wallet:one", begins).fen == 0
        assert ledger.held_before("wallet:one", between).fen == 100_000
        assert ledger.held_before("wallet:one", ends).fen == 101_200
        assert ledger.held_before("outside:test-money", ends) < city.money(-102_000)
        assert ledger.held_before("wallet:none", ends).fen == 0
        whole = ledger.of_accounts(both, between, ends, 0, 9)
        assert [one.movement.amount.fen for _, one in whole] == [300, 500, 900]
        parts = [*ledger.of_accounts(both, between, ends, 0, 2)]
        parts += ledger.of_accounts(both, between, ends, parts[-1][0], 2)
        assert parts == whole
        assert ledger.of_accounts(both, begins, between, 0, 9) != []
        assert ledger.of_accounts(both, ends, ends, 0, 9) == []


def test_the_events_of_a_day_are_the_same_however_many_are_read_at_once(
    city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the first of them, or from one in their midst; other days between are passed over."""
    city.fill()
    day = city.calendar.business_day(city.clock.now())
    for _ in range(3):
        city.place({"a1": 1})
    city.wait(24 * 60)
    city.fill("next")
    with city.store.begin() as work:
        whole = list(work.events.of_day(day))
        rest = list(work.events.of_day(day, after=whole[4].seq))
        assert rest == whole[5:]
        monkeypatch.setattr(journal, "BATCH", 2)
        assert list(work.events.of_day(day)) == whole
        assert list(work.events.of_day(day, after=whole[4].seq)) == rest
        monkeypatch.setattr(journal, "BATCH", len(whole))
        assert list(work.events.of_day(day)) == whole


def test_a_look_sees_one_moment_while_others_work_on(postgres: PostgresStore) -> None:
    """What is kept meanwhile is seen by the next look."""
    city = SmallCity(postgres).settle_in()
    with postgres.look() as work:
        before = work.ledger.balances()
        city.fill("late")
        assert work.ledger.balances() == before
    with postgres.look() as work:
        assert work.ledger.balance("wallet:late").fen == 100_000


def test_nothing_is_changed_in_a_look_at_the_database(postgres: PostgresStore) -> None:
    """The database itself refuses it."""
    city = SmallCity(postgres).settle_in()
    with pytest.raises(EntriesRefused), postgres.look() as work:
        work.couriers.see(Position("x", Point(1, 1), EVENING))
    assert city.balance("wallet:c") == 0


def test_a_reading_sees_what_there_is_and_changes_nothing(postgres: PostgresStore) -> None:
    """Neither on connections of readers, nor where it has none of its own."""
    city = SmallCity(postgres).settle_in()
    readers = PostgresStore(postgres.pool, "CNY", open_readers(postgres.pool))
    for store in (postgres, readers):
        with store.read() as work:
            item = work.items.must("a2")
            city.fill(f"late-{id(store)}")
            assert work.ledger.balance(f"wallet:late-{id(store)}").fen == 100_000
        with pytest.raises(InvariantBroken), store.read() as work:
            work.items.put(replace(item, left=0))
        with store.read() as work:
            assert work.items.must("a2") == item
    with pytest.raises(EntriesRefused), readers.read() as work:
        work.session.changed('UPDATE items SET "left" = 0')
    readers.close()


def test_negative_stock_is_never_kept(city: SmallCity) -> None:
    """Whatever the code above thinks."""
    with pytest.raises(InvariantBroken), city.store.begin() as work:
        item = work.items.get("a2")
        assert item is not None
        work.items.put(replace(item, left=-1))


def test_a_stock_that_was_changed_is_seen_by_whoever_locks_it_with_others(city: SmallCity) -> None:
    """Within one work, in which several commands may take of the same dish."""
    with city.store.begin() as work:
        (first,) = work.items.lock_many(["a2"]).values()
        work.items.put(replace(first, left=1))
        assert work.items.lock_many(["a2", "b2"])["a2"].left == 1
        work.items.put(replace(first, left=0))
    with city.store.begin() as work:
        assert {name: one.left for name, one in work.items.get_many(["a2", "b2"]).items()} == {
            "a2": 0,
            "b2": 2,
        }


def test_money_of_another_currency_is_never_kept(city: SmallCity) -> None:
    """The books are of one currency."""
    with pytest.raises(InvariantBroken), city.store.begin() as work:
        work.ledger.move([_transfer("t", "outside:test-money", "escrow", 5, "USD")])


def test_one_open_route_a_courier(city: SmallCity) -> None:
    """A second is refused while the first is open."""
    stop = Stop(
        kind=StopKind.COLLECT,
        order="o",
        place=Point(0, 0),
        arrive_at=EVENING,
        hand_over_at=EVENING,
        leave_at=EVENING,
    )

    def route(name: str) -> Route:
        return Route(
            id=name,
            courier="x",
            zone="city",
            origin=Point(0, 0),
            committed_at=EVENING,
            stops=(stop,),
        )

    with city.store.begin() as work:
        work.routes.add(route("one"))
    with pytest.raises(InvariantBroken), city.store.begin() as work:
        work.routes.add(route("two"))
    closed = Route(
        id="one",
        courier="x",
        zone="city",
        origin=Point(0, 0),
        committed_at=EVENING,
        stops=(stop,),
        state=RouteState.CLOSED,
    )
    with city.store.begin() as work:
        work.routes.put(closed)
        work.routes.add(route("two"))
        assert [one.id for one in work.routes.open()] == ["two"]


def test_changing_what_is_not_there_is_refused(city: SmallCity) -> None:
    """Put is for what was added."""
    with city.store.begin() as work:
        market = work.markets.get("m")
    assert market is not None
    with pytest.raises(InvariantBroken), city.store.begin() as work:
        work.markets.put(type(market)("none", market.name, market.collection))


def test_events_are_numbered_without_gaps_and_found_by_day(city: SmallCity) -> None:
    """Also after work that failed."""
    with city.store.begin() as work:
        first = work.events.after(0, 10_000)
        tomorrow = EVENING + timedelta(days=1)
        work.events.append([CourierRegistered("z", "ebike")], tomorrow, tomorrow.date())
    with city.store.begin() as work:
        everything = work.events.after(0, 10_000)
        assert [one.seq for one in everything] == list(range(1, len(first) + 2))
        assert everything[:-1] == first
        assert list(work.events.of_day(tomorrow.date())) == everything[-1:]
        assert list(work.events.of_day(tomorrow.date(), after=everything[-1].seq)) == []
        assert work.events.after(everything[-1].seq, 5) == []


def test_positions_are_overwritten(city: SmallCity) -> None:
    """The last one counts."""
    for x in (1.0, 2.0):
        with city.store.begin() as work:
            work.couriers.see(Position("x", Point(x, 0), EVENING))
    with city.store.begin() as work:
        assert work.couriers.positions()["x"].place == Point(2.0, 0)


def test_a_lease_has_one_holder(store: Store) -> None:
    """The next gets it when it is given back."""
    with store.lease("zone") as first:
        assert first
        assert first.held()
        with store.lease("zone") as second, store.lease("other") as other:
            assert not second
            assert other
        with store.lease("zone") as third:
            assert not third
    with store.lease("zone") as again:
        assert again


def test_a_lease_is_lost_with_its_connection(postgres: PostgresStore, database: str) -> None:
    """Whoever held it hears of it, for another process may hold it by now."""
    with postgres.lease("zone") as held:
        assert held
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks"
                " WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
        assert not held.held()
    with postgres.lease("zone") as again:
        assert again


def test_every_kind_of_event_is_known() -> None:
    """So that each can be read back."""
    assert len(BY_KIND) >= 25


def test_what_happened_to_a_thing_is_found_by_its_id(city: SmallCity) -> None:
    """The earliest first, and nothing of others."""
    with city.store.begin() as work:
        work.events.append([CourierRegistered("z", "ebike")], EVENING, EVENING.date())
        work.events.append([CourierRegistered("zz", "robot")], EVENING, EVENING.date())
        work.events.append([CourierRegistered("z", "scooter")], EVENING, EVENING.date())
    with city.store.begin() as work:
        found = work.events.of_subject("z")
    assert [one.event for one in found] == [
        CourierRegistered("z", "ebike"),
        CourierRegistered("z", "scooter"),
    ]


def test_who_lost_a_lease_changes_nothing_under_it(store: Store) -> None:
    """The next holder has a higher number; who was thought dead and goes on is told so."""
    city = SmallCity(store).settle_in()
    with store.lease("zone") as lost:
        assert lost is not None
        with acting_under(lost):
            city.fill("before", 1)
    with store.lease("zone") as held:
        assert held is not None
        assert held.number > lost.number
        assert held.held()
        assert not lost.held()
        with acting_under(lost), pytest.raises(LeaseLost):
            city.fill("after", 1)
        with acting_under(lost), store.begin() as work:
            assert work.orders.under_way() == []
        with acting_under(held):
            city.fill("now", 1)
    assert [city.balance(f"wallet:{name}") for name in ("before", "after", "now")] == [1, 0, 1]


def test_the_next_holder_waits_until_what_is_done_under_a_lease_is_kept(
    postgres: PostgresStore, database: str
) -> None:
    """So that nothing of the one before comes after it has begun."""
    city = SmallCity(postgres).settle_in()
    taken: list[int] = []

    def take(number: int) -> None:
        with psycopg.connect(database) as other:
            row = other.execute(
                "UPDATE leases SET number = number + 1 WHERE name = 'zone' RETURNING number"
            ).fetchone()
            taken.append(row[0] if row else number)

    with postgres.lease("zone") as lease, acting_under(there(lease, "lease")):
        with postgres.begin() as work:
            work.couriers.see(Position("x", Point(1, 1), EVENING))
            work.write()
            thread = Thread(target=take, args=(0,))
            thread.start()
            thread.join(0.3)
            assert taken == []
        thread.join(10)
        assert taken == [2]
        with pytest.raises(LeaseLost):
            city.fill()


@pytest.mark.parametrize(
    ("at", "open_"), [(time(17), True), (time(2, 59, 59), True), (time(3), False)]
)
@pytest.mark.parametrize("hours", [(time(17), time(3)), (time(9), time(18)), (time(4), time(4))])
def test_who_takes_orders_is_counted_as_the_market_says(
    city: SmallCity, at: time, open_: bool, hours: tuple[time, time]
) -> None:
    """By market; who pauses, is only listed or shut comes behind who takes orders."""
    with city.store.begin() as work:
        known = {one.id: one for one in work.merchants.all()}
        work.merchants.put(replace(known["a"], hours=Hours(*hours)))
        work.merchants.put(replace(known["r"], taking=False))
    with city.store.begin() as work:
        found = work.merchants.all()
        taking = {one.id: one.takes_orders_by_clock(at) for one in found}
        assert taking["b"] is open_
        assert work.merchants.counts(at) == {"m": (taking["a"] + taking["b"], 2), None: (0, 1)}
        in_order = sorted(("a", "b"), key=lambda one: (not taking[one], one))
        assert [one.id for one in work.merchants.of_market("m", at, 0, 9)] == in_order
        assert [one.id for one in work.merchants.of_market("m", at, 1, 1)] == in_order[1:]
        assert [one.id for one in work.merchants.of_market(None, at, 0, 9)] == ["r"]


def test_stalls_are_found_by_place_and_dishes_by_stall(city: SmallCity) -> None:
    """Only those that were asked for."""
    with city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("b"), place=Point(0.1, 1e-7)))
    with city.store.begin() as work:
        assert [one.id for one in work.merchants.at_place(Point(0.1, 1e-7))] == ["b"]
        assert [one.id for one in work.merchants.at_place(Point(0, 10))] == ["a", "r"]
        assert sorted(work.merchants.places(), key=lambda one: one.x) == [
            Point(0, 10), Point(0.1, 1e-7),
        ]  # fmt: skip
        assert [one.id for one in work.items.first_of(["r", "a"], 1)] == ["a1", "r1"]
        assert work.items.first_of([], 3) == []
        work.items.put(replace(work.items.must("a1"), menu_row=7))
    with city.store.begin() as work:
        assert [one.id for one in work.items.first_of(["r", "a"], 1)] == ["r1", "a2"]
        assert [one.id for one in work.items.of_merchant("a")] == ["a2", "a1"]


def test_couriers_who_are_out_are_found_without_the_others(city: SmallCity) -> None:
    """On a shift or a route; and where those were seen who are asked for."""
    with city.store.begin() as work:
        x = work.couriers.must("x")
        work.couriers.add(replace(x, id="home", shift=None))
        for courier in ("x", "home"):
            work.couriers.see(Position(courier, Point(3, 3), EVENING))
    with city.store.begin() as work:
        assert [one.id for one in work.couriers.out()] == ["x", "y"]
        assert work.couriers.count_out() == (2, 0)
        assert list(work.couriers.last_seen(["x", "nobody"])) == ["x"]
        assert work.couriers.last_seen([]) == {}


def test_what_a_map_shows_is_what_the_records_say(city: SmallCity) -> None:
    """Orders with their counters, couriers where they were seen, ways with the stops left."""
    city.fill()
    first, second = city.place({"a1": 1}), city.place({"b1": 1})
    city.cook(first)
    dispatching.tick(city.engine, "city")
    sent = there(city.order(first).courier, "a courier")
    with city.store.begin() as work:
        work.couriers.see(Position(sent, Point(7, 8), EVENING))
        work.couriers.add(replace(work.couriers.must("x"), id="home", shift=None, route=None))
    with city.store.begin() as work:
        orders = work.orders.seen(city.clock.now(), 9)
        by_promise = sorted(work.orders.under_way(), key=lambda one: (one.promised_by, one.id))
        assert orders == [
            OrderSeen(
                id=one.id, counter=one.pickup, late=False, collected=False,
                courier=one.courier, route=one.route,
            )
            for one in by_promise
        ]  # fmt: skip
        assert work.orders.seen(city.clock.now(), 1) == orders[:1]
        assert {one.id for one in orders} == {first, second}
        seen = {one.id: one for one in work.couriers.seen([], 9)}
        assert set(seen) == {"x", "y"}
        assert (seen[sent].place, seen[sent].busy) == (Point(7, 8), True)
        [route] = work.routes.open()
        [way] = work.routes.ways([route.id, "none"])
        assert work.routes.ways([]) == []
        assert way.orders == route.orders
        assert way.points == (Point(7, 8), *(stop.place for stop in route.stops))
        assert all(one.late for one in work.orders.seen(EVENING + timedelta(hours=9), 9))
        [free] = {"x", "y"} - {sent}
        assert [one.id for one in work.couriers.seen([], 1)] == [free]
        assert [one.id for one in work.couriers.seen([sent], 0)] == [sent]
        assert [one.id for one in work.couriers.seen([sent], 1)] == [sent, free]
        assert {one.id for one in work.couriers.near("city", Point(7, 8), 1)} == {sent}
        assert len(work.couriers.near("city", Point(7, 8), 9)) == 2
        assert work.merchants.count() == 3
        assert work.merchants.giving_to("rural-teachers") == 0
        work.merchants.put(
            replace(
                work.merchants.must("a"),
                pledge=GiftPerOrder("rural-teachers", Money(100, "CNY")),
            )
        )
        assert work.merchants.giving_to("rural-teachers") == 1
        assert work.merchants.giving_to("none") == 0
        assert [one.id for one in work.couriers.some_after("", 2)] == ["home", "x"]
        assert [one.id for one in work.couriers.some_after("x", 2)] == ["y"]
        assert work.couriers.some_after("y", 2) == []
        under_way = [one.id for one in work.orders.under_way()]
        assert [one.id for one in work.orders.some_under_way_after("", 1)] == under_way[:1]
        rest = work.orders.some_under_way_after(under_way[0], 9)
        assert [one.id for one in rest] == under_way[1:]
        assert work.orders.some_under_way_after("none", 9) == []
