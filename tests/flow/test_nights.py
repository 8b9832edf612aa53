"""Whole nights where clocks stand, are put back and are put forward: durations are true ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.builders import DOOR, SmallCity, done
from tests.flow.city.sheets.builders import prepared, sheet
from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.columns.reading import read_figure
from yeshi.adapters.columns.writing import bring_up_to_date
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.calendar import Calendar, zone_named
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.events.accords import TargetMeasured
from yeshi.events.ledger import VouchersDrawn
from yeshi.fleet.courier import Vehicle
from yeshi.flow import due
from yeshi.flow.city.observing import facts_of, figures
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders import cooking, ordering, quoting
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.ports import Store
from yeshi.flow.stalls.selling import sold
from yeshi.flow.vouchers import claiming, launching
from yeshi.geo.point import Point
from yeshi.market.kitchen import MerchantClosed
from yeshi.observatory.facts import Facts
from yeshi.orders.lifecycle import OrderState
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Lot

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Night:
    """A night: how long its business day is, and in which hours on the wall stalls are asked."""

    zone: str
    day: date
    day_hours: int
    open_hours: tuple[int, ...]

    @property
    def calendar(self) -> Calendar:
        """The city's."""
        return Calendar(zone_named(self.zone))

    def city(self, store: Store | None = None) -> SmallCity:
        """The small city at eight in the evening."""
        calendar = self.calendar
        clock = SimulatedClock(calendar.at(self.day, time(20)))
        return SmallCity(store or MemoryStore("CNY"), clock, calendar=calendar).settle_in()

    def on_the_wall(self, clock: time) -> datetime:
        """What somebody writes who looks at a clock: aware of the zone, and no more."""
        day = self.day + timedelta(days=clock < time(12))
        return datetime.combine(day, clock, self.calendar.zone)


STILL = Night("Asia/Urumqi", date(2026, 11, 24), 24, (20, 21, 22, 23, 0, 1, 2))
BACK = Night("America/New_York", date(2026, 10, 31), 25, (20, 21, 22, 23, 0, 1, 1, 2))
FORWARD = Night("America/New_York", date(2026, 3, 7), 23, (20, 21, 22, 23, 0, 1))
NIGHTS = [STILL, BACK, FORWARD]
night_by_night = pytest.mark.parametrize("night", NIGHTS, ids=["still", "back", "forward"])


def long_shift(city: SmallCity, night: Night) -> None:
    """A courier from eight to four by the wall: with the night's changes, seven to nine hours."""
    engine = city.engine
    name = Name("z", "z")
    done(joining.register_courier(engine, city.key(), "z", name, Vehicle.EBIKE, Point(300, 0)))
    begins, ends = night.on_the_wall(time(20)), night.on_the_wall(time(4))
    done(joining.plan_shift(engine, city.key(), PlannedShift("z", begins, ends, Point(300, 0))))
    due.carry_out(engine, due.SHIFTS)


def an_order_an_hour(city: SmallCity, night: Night) -> None:
    """Ask the stalls for an order each hour until the day turns; have those brought they take."""
    ends, asked = night.calendar.day_ends(night.day), []
    begins = city.clock.now()
    while (at := begins + HOUR * len(asked)) < ends:
        city.wait((at - city.clock.now()) / timedelta(minutes=1))
        due.carry_out(city.engine, due.SHIFTS)
        hour = night.calendar.local(at).hour
        answer = quoting.ask_quote(city.engine, city.key(), Wish("c", {"a1": 1, "b1": 1}, DOOR))
        asked.append(None if isinstance(answer, Refused) else hour)
        if isinstance(answer, Refused):
            assert isinstance(answer.reason, MerchantClosed)
            opens = night.calendar.at(night.day + timedelta(days=1), time(17))
            assert datetime.fromisoformat(answer.reason.opens_at) == opens
            continue
        order = done(ordering.place(city.engine, city.key(), "c", answer.data["quote"]))["order"]
        city.cook(order)
        city.bring(order)
        assert city.order(order).state is OrderState.SETTLED
    assert tuple(hour for hour in asked if hour is not None) == night.open_hours
    city.wait((ends - city.clock.now()) / timedelta(minutes=1))
    due.carry_out(city.engine, due.SHIFTS)


def check_the_day(city: SmallCity, night: Night, folder: Path) -> None:
    """The desk's figures, those over time, a stall's own and the books tell one day."""
    calendar, day, orders = night.calendar, night.day, len(night.open_hours)
    by_hour = {hour: night.open_hours.count(hour) for hour in night.open_hours}
    assert calendar.day_ends(day) - calendar.day_begins(day) == night.day_hours * HOUR
    with city.store.begin() as work:
        found = figures(city.engine, work, day, facts_of(work, Facts(calendar=calendar, day=day)))
        after = facts_of(work, Facts(calendar=calendar, day=day + timedelta(days=1)))
        moved = work.ledger.between(calendar.day_begins(day), calendar.day_ends(day))
        everything = work.ledger.between(
            calendar.day_begins(day - timedelta(days=9)), calendar.day_ends(day + timedelta(days=9))
        )
        merchant = {
            p.why: p.into.fen for p in work.ledger.by_period("merchant:a", "week", calendar)
        }
        balances = work.ledger.balances()
    assert (found.orders, found.delivered, found.late, after.placed) == (orders, orders, 0, 0)
    assert dict(found.orders_by_hour) == by_hour
    assert moved == everything
    sale = sum(one.movement.amount.fen for one in moved if one.movement.why == "sale")
    assert found.trade.fen == sale == 3300 * orders
    assert merchant["sale"] == 1650 * orders
    assert sum(amount.fen for amount in balances.values()) == 0
    assert found.night_share == 1.0
    bring_up_to_date(city.store, folder, calendar)
    told = read_figure(folder, "orders", day, day, ["day", "hour"], "CNY").to_pylist()
    assert {row["hour"]: row["orders"] for row in told} == by_hour
    (worked,) = read_figure(folder, "work", None, None, ["day"], "CNY").to_pylist()
    assert worked["day"] == day
    assert worked["hours"] == 6 + 6 + night.day_hours - 16
    own = sold(city.engine, "a")
    assert not isinstance(own, Refused)
    assert dict(own.by_hour) == by_hour


@night_by_night
def test_a_night_is_told_and_booked_once(night: Night, tmp_path: Path) -> None:
    """Each hour once, the one that comes twice twice, the one that never comes not at all."""
    city = night.city()
    city.fill()
    long_shift(city, night)
    an_order_an_hour(city, night)
    check_the_day(city, night, tmp_path)
    hours = sheet(prepared(city, tmp_path / "sheets"), "night-hours")
    assert sum(row["orders"] for row in hours.rows) == len(night.open_hours)


def test_the_night_of_25_hours_is_the_same_in_the_database(store: Store, tmp_path: Path) -> None:
    """The store keeps moments, whatever clocks show."""
    city = BACK.city(store)
    city.fill()
    long_shift(city, BACK)
    an_order_an_hour(city, BACK)
    check_the_day(city, BACK, tmp_path)


@night_by_night
def test_a_shift_over_the_change_has_its_true_length_and_pay(night: Night) -> None:
    """Written by the wall: the guarantee is for the hours that pass."""
    city = night.city()
    long_shift(city, night)
    hours = night.day_hours - 16
    begins = city.clock.now()
    city.clock.put(begins + hours * HOUR - timedelta(seconds=1))
    due.carry_out(city.engine, due.SHIFTS)
    assert city.balance("courier:z") == 0
    city.clock.put(begins + hours * HOUR)
    due.carry_out(city.engine, due.SHIFTS)
    assert city.balance("courier:z") == 2000 * hours


@night_by_night
def test_promises_and_silence_are_true_durations_over_the_change(night: Night) -> None:
    """A quote made two minutes before clocks change holds five; a silent stall lapses after five."""
    city = night.city()
    city.fill()
    midnight = night.calendar.at(night.day + timedelta(days=1), time(0))
    city.clock.put(midnight + 2 * HOUR - timedelta(minutes=2))
    before = city.clock.now()
    quote_id = city.quote({"a1": 1})
    with city.store.begin() as work:
        quote = work.quotes.must(quote_id)
    assert quote.holds_until - before == timedelta(minutes=5)
    order = done(ordering.place(city.engine, city.key(), "c", quote_id))["order"]
    placed = city.order(order)
    assert placed.promised_by - placed.placed_at == quote.promised_by - quote.made_at
    city.wait(4.9)
    assert due.carry_out(city.engine, due.LAPSE) == 0
    city.wait(0.1)
    assert due.carry_out(city.engine, due.LAPSE) == 1


@night_by_night
def test_what_the_clock_brings_comes_at_its_moment(night: Night) -> None:
    """A lot drawn at half past three by the wall; the day's figures measured once it has turned."""
    city = night.city()
    engine, calendar = city.engine, night.calendar
    drawn_at = night.on_the_wall(time(3, 30))
    lot = Campaign(
        id="lot",
        name=Name("签", "lot"),
        threshold=city.money(1000),
        off=city.money(1000),
        begins_at=city.clock.now(),
        ends_at=calendar.day_ends(night.day) + 9 * HOUR,
        lot=Lot(1, drawn_at),
    )
    done(launching.launch_campaign(engine, city.key(), lot))
    done(claiming.claim(engine, city.key(), "c", "lot"))
    moment = calendar.at(night.day + timedelta(days=1), time(3, 30))
    city.clock.put(moment - timedelta(seconds=1))
    assert due.carry_out(engine, due.LOTS) == 0
    city.clock.put(moment)
    assert due.carry_out(engine, due.LOTS) == 1
    due.carry_out(engine, due.MEASURE)
    city.clock.put(calendar.day_ends(night.day) - timedelta(seconds=1))
    due.carry_out(engine, due.MEASURE)
    assert night.day not in measured(city)
    city.clock.put(calendar.day_ends(night.day))
    assert due.carry_out(engine, due.MEASURE) > 0
    assert night.day in measured(city)
    with city.store.begin() as work:
        drawn = [one for one in work.events.after(0, 999) if isinstance(one.event, VouchersDrawn)]
    assert [one.at for one in drawn] == [moment]


def measured(city: SmallCity) -> set[date]:
    """The days whose figures were measured for an accord."""
    with city.store.begin() as work:
        events = [one.event for one in work.events.after(0, 999)]
    return {one.day for one in events if isinstance(one, TargetMeasured)}


def test_a_silent_stall_has_as_long_when_clocks_are_put_back() -> None:
    """Placed at 01:58 the first time, taken on at 01:02 the second."""
    city = BACK.city()
    city.fill()
    city.clock.put(BACK.calendar.at(date(2026, 11, 1), time(1, 58)))
    order = city.place({"a1": 1})
    city.wait(4)
    assert BACK.calendar.local(city.clock.now()).time() == time(1, 2)
    assert due.carry_out(city.engine, due.LAPSE) == 0
    done(cooking.accept(city.engine, city.key(), "a", order, city.clock.now()))
