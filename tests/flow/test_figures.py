"""Whatever a night brings, every figure of money is what the books moved, to the fen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.builders import CALENDAR, DOOR, EVENING, SmallCity, done
from yeshi.adapters.columns.reading import read_figure
from yeshi.adapters.columns.writing import bring_up_to_date
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.fleet.shifts import ShiftState
from yeshi.flow import due
from yeshi.flow.city.observing import facts_of, figures
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders import calling_off, cooking, delivering, dispatching, ordering, quoting
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.programmes import donating
from yeshi.flow.stalls.selling import sold
from yeshi.flow.vouchers import claiming, launching
from yeshi.geo.point import Point
from yeshi.ledger.transfers import Transfer
from yeshi.observatory.facts import Facts
from yeshi.observatory.figures import FIGURES
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Lot

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")
TODAY = EVENING.date()
DAYS = (TODAY, TODAY + timedelta(days=1))
STALLS = ("a", "b", "r")
NEXT_EVENING = EVENING + timedelta(days=1)
# Beside those of the first evening: the courier, hours after it began, and how long. The day turns
# ten hours after it, in the midst of the first two.
SHIFTS = (("x", 6.5, 5.0), ("y", 9.0, 2.0), ("x", 24.0, 4.0), ("y", 24.1, 4.0))


@dataclass(frozen=True)
class Plan:
    """What becomes of an order: how each stall answers, and how it ends."""

    customer: str
    wanted: dict[str, int]
    round_up: bool
    answers: tuple[str, str]
    end: str
    wait_min: int


plans = some.builds(
    Plan,
    customer=some.sampled_from("cde"),
    wanted=some.one_of(
        some.dictionaries(
            some.sampled_from(["a1", "a2", "b1", "b2"]), some.integers(1, 3), min_size=1
        ),
        some.dictionaries(some.sampled_from(["r1", "r2"]), some.integers(1, 2), min_size=1),
    ),
    round_up=some.booleans(),
    answers=some.tuples(*[some.sampled_from(["accept"] * 7 + ["reject", "silence"])] * 2),
    end=some.sampled_from(["deliver"] * 6 + ["fail", "call_off", "nobody", "on_the_way"]),
    wait_min=some.sampled_from([1, 7, 7, 25, 45, 260]),
)
gifts = some.tuples(*[some.sampled_from([0, 1, 30, 333, 5000])] * len(STALLS))
evenings = some.lists(plans, min_size=1, max_size=6), some.lists(plans, max_size=2)


def prepared(given_fen: tuple[int, ...]) -> SmallCity:
    """The small city with stalls that give, a voucher by lot, and shifts into the next day."""
    city = SmallCity().settle_in()
    engine = city.engine
    for customer in "cde":
        city.fill(customer)
    with city.store.begin() as work:
        programme = work.programmes.all()[0].id
    for stall, fen in zip(STALLS, given_fen, strict=True):
        done(donating.give_per_order(engine, city.key(), stall, programme, Money(fen, "CNY")))
    lot = Lot(2, EVENING + timedelta(minutes=5))
    campaign = Campaign(
        id="lot",
        name=Name("签", "lot"),
        threshold=Money(1000, "CNY"),
        off=Money(997, "CNY"),
        begins_at=EVENING,
        ends_at=EVENING + timedelta(days=7),
        lot=lot,
    )
    done(launching.launch_campaign(engine, city.key(), campaign))
    done(launching.fund_campaign(engine, city.key(), "lot", Money(2500, "CNY")))
    for customer in "cd":
        done(claiming.claim(engine, city.key(), customer, "lot"))
    for courier, begins_h, hours in SHIFTS:
        begins = EVENING + timedelta(hours=begins_h)
        planned = PlannedShift(courier, begins, begins + timedelta(hours=hours), Point(300, 0))
        done(joining.plan_shift(engine, city.key(), planned))
    return city


def pass_time(city: SmallCity, minutes: int) -> None:
    """Let time pass, with what the clock brings every quarter of an hour."""
    while minutes > 0:
        city.wait(min(minutes, 15))
        minutes -= 15
        for duty in (due.LAPSE, due.SHIFTS, due.STRAND, due.LOTS):
            due.carry_out(city.engine, duty)


def play(city: SmallCity, plan: Plan) -> None:
    """Have the order placed, if it can be, and go as planned."""
    engine = city.engine
    quoted = quoting.ask_quote(
        engine,
        city.key(),
        Wish(plan.customer, plan.wanted, DOOR, "rural-teachers" if plan.round_up else None),
    )
    if isinstance(quoted, Refused):
        return
    placed = ordering.place(engine, city.key(), plan.customer, quoted.data["quote"])
    if isinstance(placed, Refused):
        return
    order = placed.data["order"]
    if plan.end == "call_off":
        calling_off.call_off_order(engine, city.key(), plan.customer, order)
    for ticket, answer in zip(city.order(order).tickets, plan.answers, strict=False):
        if answer == "accept":
            cooking.accept(engine, city.key(), ticket.merchant, order, city.clock.now())
        elif answer == "reject":
            cooking.reject(engine, city.key(), ticket.merchant, order, "gone")
    pass_time(city, 6)
    for ticket in city.order(order).tickets:
        cooking.ready(engine, city.key(), ticket.merchant, order)
    if plan.end != "nobody":
        dispatching.tick(engine, "city")
    ride(city, plan, order)


def ride(city: SmallCity, plan: Plan, order: str) -> None:
    """Have the order's courier, if there is one, bring it, lose it or keep it."""
    courier = city.order(order).courier
    if courier is not None:
        for step in (delivering.collect, delivering.deliver):
            if step is delivering.deliver and plan.end == "on_the_way":
                return
            if step is delivering.deliver and plan.end == "fail":
                delivering.fail(city.engine, city.key(), courier, order, "lost")
                return
            step(city.engine, city.key(), courier, order)
            pass_time(city, plan.wait_min)
    pass_time(city, plan.wait_min)


def fen(told: object) -> int:
    """What a figure tells, in whole fen."""
    return round(float(str(told)) * 100)


@dataclass
class Books:
    """What the books moved: by reason; by reason and merchant."""

    by_why: Counter[str]
    of_merchant: Counter[tuple[str, str]]
    vouchers_fen: int
    gifts_fen: int
    transfers: list[Transfer]


def books(city: SmallCity) -> Books:
    """The books of all time."""
    with city.store.begin() as work:
        transfers = work.ledger.between(EVENING - timedelta(days=9), EVENING + timedelta(days=9))
    by_why: Counter[str] = Counter()
    of_merchant: Counter[tuple[str, str]] = Counter()
    vouchers: Counter[str] = Counter()
    settled = {one.order for one in transfers if one.movement.why == "sale"}
    for one in transfers:
        movement, moved = one.movement, one.movement.amount.fen
        by_why[movement.why] += moved
        for side in (movement.debit, movement.credit):
            if side.startswith("merchant:"):
                of_merchant[movement.why, side.removeprefix("merchant:")] += moved
        if one.order in settled and movement.why == "voucher":
            vouchers["spent"] += moved
        if one.order in settled and movement.credit.startswith("campaign:"):
            vouchers["back"] += moved
    return Books(
        by_why, of_merchant, vouchers["spent"] - vouchers["back"],
        by_why["donation"] + by_why["share"], transfers,
    )  # fmt: skip


def rows_of(columns: Path, name: str, day: date | None, by: list[str]) -> list[dict[str, Any]]:
    """A figure's rows; none where nothing of its kind was ever recorded."""
    if not list(columns.glob(f"day=*/{FIGURES[name].table}.parquet")):
        return []
    found: list[dict[str, Any]] = read_figure(columns, name, day, day, by, "CNY").to_pylist()
    return found


def still_earning(city: SmallCity, day: date) -> int:
    """What was earned by now, in fen, on shifts that began on the day and have not ended."""
    with city.store.begin() as work:
        return sum(
            shift.earned.fen
            for shift in work.shifts.all()
            if shift.state is ShiftState.ON and CALENDAR.business_day(shift.on_at) == day
        )


def told_of_the_day(city: SmallCity, columns: Path, day: date) -> Counter[str]:
    """The day's money as /city tells it, and as the figures over time do; they must agree."""
    with city.store.begin() as work:
        found = figures(city.engine, work, day, facts_of(work, Facts(calendar=CALENDAR, day=day)))
    (trade,) = rows_of(columns, "trade", day, []) or [{"sold": 0.0, "vouchers": 0.0}]
    (work_told,) = rows_of(columns, "work", day, []) or [{"pay": 0.0}]
    assert found.trade.fen == fen(trade["sold"])
    assert found.vouchers.fen == fen(trade["vouchers"])
    # The figures over time tell of shifts that ended; today's also of those that are still on.
    assert found.employment.pay_fen == fen(work_told["pay"]) + still_earning(city, day)
    return Counter(
        trade=found.trade.fen, vouchers=found.vouchers.fen, gifts=found.donations.fen,
        pay=found.employment.pay_fen,
    )  # fmt: skip


def minutes_until(city: SmallCity, at: datetime) -> int:
    """The minutes until then, 0 when it is past."""
    return max(0, int((at - city.clock.now()).total_seconds() / 60))


def check(given_fen: tuple[int, ...], first: list[Plan], second: list[Plan]) -> None:
    """Play two evenings; then compare what is told of them with the books."""
    city = prepared(given_fen)
    for plan in first:
        play(city, plan)
    pass_time(city, minutes_until(city, NEXT_EVENING) + 15)
    for plan in second:
        play(city, plan)
    # Until all shifts are over that can end; who is on the way stays there.
    pass_time(city, minutes_until(city, NEXT_EVENING + timedelta(hours=9)))
    moved = books(city)
    with TemporaryDirectory() as folder:
        columns = Path(folder)
        bring_up_to_date(city.store, columns, CALENDAR)
        told: Counter[str] = Counter()
        for day in DAYS:
            told += told_of_the_day(city, columns, day)
        rows = rows_of(columns, "trade", None, ["merchant"])
        money = rows_of(columns, "money", None, ["why"])
    assert told["trade"] == moved.by_why["sale"]
    assert told["vouchers"] == moved.vouchers_fen
    assert told["gifts"] == moved.gifts_fen
    assert told["pay"] == moved.by_why["pay"] + moved.by_why["guarantee"]
    assert {row["why"]: fen(row["moved"]) for row in money} == dict(+moved.by_why)
    by_why = {"sold": "sale", "fees": "commission", "given": "share",
              "compensated": "compensation"}  # fmt: skip
    for column, why in by_why.items():
        assert {row["merchant"]: fen(row[column]) for row in rows if row[column]} == {
            merchant: amount for (w, merchant), amount in moved.of_merchant.items() if w == why
        }, column
    for stall in STALLS:
        own = sold(city.engine, stall)
        assert not isinstance(own, Refused)
        assert own.sold.fen == moved.of_merchant["sale", stall]
        assert sum(dish.sold.fen for dish in own.dishes) == own.sold.fen


@settings(max_examples=12, deadline=None)
@given(gifts, *evenings)
def test_every_figure_of_money_is_what_the_books_moved(
    given_fen: tuple[int, ...], first: list[Plan], second: list[Plan]
) -> None:
    """The city's, those over time, and each stall's own."""
    check(given_fen, first, second)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@settings(max_examples=1000, deadline=None)
@given(gifts, *evenings)
def test_every_figure_of_money_is_what_the_books_moved_over_many_nights(
    given_fen: tuple[int, ...], first: list[Plan], second: list[Plan]
) -> None:
    """The same, a thousand times."""
    check(given_fen, first, second)
