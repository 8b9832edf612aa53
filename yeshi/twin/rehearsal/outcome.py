"""What a night came to, in the measures that scenarios are compared by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from yeshi.base.money import Money, unit_fen
from yeshi.dispatch.fairness import gini
from yeshi.events.fulfilment import Fulfilment
from yeshi.fleet.courier import Vehicle
from yeshi.fleet.shifts import Shift
from yeshi.flow.ports import Work
from yeshi.ledger import accounts
from yeshi.orders.later import counts_from
from yeshi.orders.order import Order
from yeshi.twin.rehearsal.night import Played

Values = dict[str, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its group, its unit, its digits, and whether more of it is better (None: neither
    good nor bad in itself)."""

    key: str
    group: str
    unit: str
    digits: int
    more_is_better: bool | None


MEASURES = (
    Measure("orders", "service", "", 0, True),
    Measure("delivered", "service", "", 0, True),
    Measure("delivered_share", "service", "%", 1, True),
    Measure("collected", "service", "", 0, None),
    Measure("at_table", "service", "", 0, None),
    Measure("click_to_door", "service", "min", 1, False),
    Measure("click_to_door_p90", "service", "min", 1, False),
    Measure("late_share", "service", "%", 1, False),
    Measure("food_waits", "service", "min", 1, False),
    Measure("declined", "service", "", 0, False),
    Measure("sold", "cost", "money", 0, True),
    Measure("delivery_cost", "cost", "money", 2, False),
    Measure("vouchers", "cost", "money", 0, None),
    Measure("platform", "cost", "money", 0, True),
    Measure("hourly_pay", "earnings", "money", 2, True),
    Measure("hourly_pay_p10", "earnings", "money", 2, True),
    Measure("pay_gini", "earnings", "", 3, False),
    Measure("guaranteed_share", "earnings", "%", 1, None),
    Measure("people", "jobs", "", 0, True),
    Measure("hours", "jobs", "h", 0, True),
    Measure("busy_share", "jobs", "%", 1, None),
    Measure("robot_hours", "jobs", "h", 0, None),
)


def outcome(played: Played) -> Values:
    """The night's value of each of MEASURES; NaN where there is nothing to measure."""
    with played.engine.store.begin() as work:
        orders, shifts = work.orders.all(), work.shifts.all()
        robots = {c.id for c in work.couriers.all() if c.vehicle is Vehicle.ROBOT}
        values = {
            **_service(orders, played),
            **_money(work, orders, shifts, robots, played),
            **_work(shifts, robots, _busy_s(work, robots)),
        }
    return {measure.key: values[measure.key] for measure in MEASURES}


def _settled(orders: Sequence[Order], kind: Fulfilment) -> list[Order]:
    return [one for one in orders if one.is_settled and one.fulfilment is kind]


def _service(orders: Sequence[Order], played: Played) -> Values:
    done = _settled(orders, Fulfilment.DELIVERY)
    brought = sum(one.is_brought for one in orders)
    to_door = minutes([(counts_from(order), order.ended_at) for order in done])
    late = [order.ended_at is not None and order.ended_at > order.promised_by for order in done]
    waits = minutes([(order.ready_at, order.collected_at) for order in done])
    return {
        "orders": float(len(orders)),
        "delivered": float(len(done)),
        "delivered_share": 100 * len(done) / brought if brought else float("nan"),
        "collected": float(len(_settled(orders, Fulfilment.PICK_UP))),
        "at_table": float(len(_settled(orders, Fulfilment.TABLE))),
        "click_to_door": mean(to_door),
        "click_to_door_p90": float(np.quantile(to_door, 0.9)) if to_door else float("nan"),
        "late_share": 100 * mean([float(one) for one in late]),
        "food_waits": mean(waits),
        "declined": float(played.declined),
    }


def _money(
    work: Work, orders: Sequence[Order], shifts: Sequence[Shift], robots: set[str], played: Played
) -> Values:
    """In units; the platform's is what it took for delivery and sales, less couriers and care."""
    fleet, unit = played.scenario.fleet, unit_fen(played.engine.terms.currency)
    done = [order for order in orders if order.is_settled]
    brought = _settled(orders, Fulfilment.DELIVERY)
    pay = sum(s.earned.fen + s.top_up.fen for s in shifts if s.courier not in robots)
    machines = sum(fleet.robot_an_hour.fen * s.duty_s / 3600 for s in shifts if s.courier in robots)
    books = (accounts.FEES, accounts.DELIVERY, accounts.CARE)
    kept = sum((work.ledger.balance(name).fen for name in books), 0)
    vouchers = sum(order.bill.voucher.fen - order.voucher_returned.fen for order in done)
    return {
        "sold": sum(t.sold.fen for order in done for t in order.live_tickets) / unit,
        "delivery_cost": (pay + machines) / unit / len(brought) if brought else float("nan"),
        "vouchers": vouchers / unit,
        "platform": (kept - machines) / unit,
    }


def _work(shifts: Sequence[Shift], robots: set[str], busy_s: float) -> Values:
    people = [shift for shift in shifts if shift.courier not in robots]
    hourly = [(s.earned + s.top_up).units * 3600 / s.duty_s for s in people]
    hours = sum(shift.duty_s for shift in people) / 3600
    lifted = [float(shift.top_up != Money(0, shift.top_up.currency)) for shift in people]
    return {
        "hourly_pay": mean(hourly),
        "hourly_pay_p10": float(np.quantile(hourly, 0.1)) if hourly else float("nan"),
        "pay_gini": gini(np.array(hourly)),
        "guaranteed_share": 100 * mean(lifted),
        "people": float(len({shift.courier for shift in people})),
        "hours": hours,
        "busy_share": 100 * busy_s / 3600 / hours if hours else float("nan"),
        "robot_hours": sum(s.duty_s for s in shifts if s.courier in robots) / 3600,
    }


def _busy_s(work: Work, robots: set[str]) -> float:
    """Seconds that people were on a route."""
    return sum(
        (done[-1] - route.committed_at).total_seconds()
        for route in work.routes.all()
        if route.courier not in robots
        and (done := [stop.done_at for stop in route.stops if stop.done_at is not None])
    )


def minutes(spans: Sequence[tuple[datetime | None, datetime | None]]) -> list[float]:
    """The minutes from the one moment to the other, where both are known."""
    return [(b - a).total_seconds() / 60 for a, b in spans if a is not None and b is not None]


def mean(values: Sequence[float]) -> float:
    """Their mean; NaN of none."""
    return float(np.mean(values)) if values else float("nan")
