"""Pay that was not told, told twice, or missed is found."""

from __future__ import annotations

from dataclasses import replace

from tests.flow.checks.cities import busy_city, spoilt
from yeshi.base.limits import MOMENT_MAX
from yeshi.base.money import Money
from yeshi.flow import due
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.shifts import ShiftsCheck
from yeshi.flow.ports import Work


def test_a_shift_earns_what_was_told() -> None:
    """An order that is counted twice is found."""

    def count_twice(work: Work, orders: dict[str, str]) -> None:
        shift = next(one for one in work.shifts.to_end(MOMENT_MAX) if one.orders)
        work.shifts.put(replace(shift, orders=2, earned=shift.per_order * 2))

    assert spoilt(count_twice) == {"shift.earned"}


def test_who_is_on_a_shift_is_on_duty() -> None:
    """A courier without the shift that is under way."""

    def forget(work: Work, orders: dict[str, str]) -> None:
        courier = next(one for one in work.couriers.all() if one.shift and not one.route)
        work.couriers.put(replace(courier, shift=None))

    assert spoilt(forget) == {"shift.courier"}


def test_a_shift_that_ended_lifted_to_the_guarantee_and_no_further() -> None:
    """A top-up that is a fen too high, in the record and the shift."""
    city, _ = busy_city()
    city.wait(24 * 60)
    due.carry_out(city.engine, due.SHIFTS)
    with city.store.begin() as work:
        assert not list(breaches_of(work, [ShiftsCheck()]))
        ended = next(one for one in work.shifts.all() if one.top_up)
        work.shifts.put(replace(ended, top_up=ended.top_up + Money(1, "CNY")))
        found = [(one.rule, one.thing) for one in breaches_of(work, [ShiftsCheck()])]
    assert found == [("shift.top_up", ended.id)]
