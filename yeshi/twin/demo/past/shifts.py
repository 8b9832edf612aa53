"""Who brought the orders of the made-up past: couriers who joined, their shifts, and their pay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yeshi.flow.terms import Terms
from yeshi.observatory.columns import Coded, Columns
from yeshi.twin.demo.crew import Rider
from yeshi.twin.demo.past.days import TURNS, Days, Floats, Ints

Flags = NDArray[np.bool_]
# How likely each works in a week; the first of each hour always does, so that no hour is without.
STEADY = (1.0, 0.95, 0.9, 0.7, 0.45)
DAYS_OF_WEEK = 6 / 7
# The guarantee of an hour was lower until so many weeks before the end, by so many fen.
RAISED_WEEKS_AGO, RAISED_BY = 7, 200


@dataclass(frozen=True, slots=True)
class Roster:
    """Who was on duty: `worked` of shape (days, couriers), hours likewise.

    `covers`: of shape (24, couriers), whether a shift reaches into the hour of the business day.
    """

    ids: tuple[str, ...]
    worked: Flags
    hours: Floats
    covers: Flags

    def bringing(self, day: Ints, hour: Ints, chance: np.random.Generator) -> Ints:
        """By order the number of a courier who was on duty in the local hour of its day."""
        there = self.worked[:, None, :] & self.covers[None, :, :]
        counted = there.sum(axis=-1)
        ranked = np.argsort(~there, axis=-1, kind="stable")
        of_day = (hour - TURNS) % 24
        drawn = (chance.random(len(day)) * counted[day, of_day]).astype(np.int64)
        bringing: Ints = ranked[day, of_day, drawn]
        return bringing


def roster_of(crew: Sequence[Rider], days: Days, seed: int) -> Roster:
    """The roster of the past: most joined on some day of it, and some work on few."""
    chance = np.random.default_rng((seed, 4))
    count, long = len(crew), len(days.days)
    starts = np.array([(rider.on.hour - TURNS) % 24 for rider in crew])
    founders = np.zeros(count, np.bool_)
    founders[np.unique(starts, return_index=True)[1]] = True
    joined = np.where(founders, 0, chance.integers(-long // 4, max(1, long - 60), count))
    steady = np.where(founders, 1.0, chance.choice(STEADY, count))
    week = np.arange(long) // 7
    in_week = chance.random((week[-1] + 1, count)) < steady
    on_day = chance.random((long, count)) < np.where(founders, 1.0, DAYS_OF_WEEK)
    worked = in_week[week] & on_day & (np.arange(long)[:, None] >= joined)
    lengths = np.array([rider.hours for rider in crew])
    hours = np.round(lengths + chance.normal(0.05, 0.1, worked.shape), 3)
    of_day = np.arange(24)[:, None]
    covers = (of_day >= starts) & (of_day < starts + lengths)
    return Roster(tuple(rider.id for rider in crew), worked, hours, covers)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastShifts:
    """The shifts that were worked, by day: numbers of day and courier, and pay in fen."""

    day: Ints
    courier: Ints
    hours: Floats
    orders: Ints
    per_order_fen: Ints
    top_up_fen: Ints


def worked_shifts(roster: Roster, day: Ints, courier: Ints, days: Days, terms: Terms) -> PastShifts:
    """The shifts, with the orders brought (a day and courier each) and the guarantee's top-up."""
    shape = roster.worked.shape
    brought = np.bincount(day * shape[1] + courier, minlength=shape[0] * shape[1]).reshape(shape)
    on, who = np.nonzero(roster.worked)
    orders, hours = brought[on, who], roster.hours[on, who]
    raised = on >= len(days.days) - 7 * RAISED_WEEKS_AGO
    hourly = terms.pay_per_hour.fen - RAISED_BY * ~raised
    per_order = orders * terms.pay_per_order.fen
    top_up = np.maximum(0, np.round(hourly * hours).astype(np.int64) - per_order)
    return PastShifts(
        day=on, courier=who, hours=hours, orders=orders, per_order_fen=per_order, top_up_fen=top_up
    )


def columns_of_shifts(shifts: PastShifts, roster: Roster, days: Days) -> Columns:
    """The shifts as the city records them."""
    return {
        "day": days.days[shifts.day],
        "week": days.mondays[shifts.day],
        "courier": Coded(shifts.courier.astype(np.int32), roster.ids),
        "hours": shifts.hours,
        "orders": shifts.orders,
        "pay_fen": shifts.per_order_fen + shifts.top_up_fen,
    }
