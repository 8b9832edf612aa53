"""Shifts: a courier is on one at most, and it counts and pays each order brought in it once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yeshi.base.limits import MOMENT_MAX
from yeshi.base.money import Money
from yeshi.events.fleet import ShiftEnded, ShiftStarted
from yeshi.events.orders import OrderRefunded, OrderSettled
from yeshi.events.record import Recorded
from yeshi.fleet import earnings
from yeshi.fleet.shifts import Shift, ShiftState
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work


@dataclass(slots=True)
class OnShift:
    """A shift as told: how many orders were paid in it, and how much."""

    shift: str
    orders: int = 0
    fen: int = 0


class ShiftsCheck(Check):
    """Each shift earned what was told of its orders, and ended with what the guarantee lacks."""

    def __init__(self) -> None:
        super().__init__()
        self._on: dict[str, OnShift] = {}
        self._ended: list[tuple[OnShift, ShiftEnded]] = []

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, ShiftStarted):
            if event.courier in self._on:
                self._wrong("shift.told", event.courier, "a shift within a shift", "one shift")
            self._on[event.courier] = OnShift(event.shift)
        elif isinstance(event, OrderSettled | OrderRefunded):
            if event.courier is not None:
                self._pay(event.courier, event.courier_pay)
        elif isinstance(event, ShiftEnded):
            on = self._on.pop(event.courier, None)
            if on is None or on.shift != event.shift:
                self._wrong("shift.told", event.courier, f"end of {event.shift}", f"end of {on}")
            else:
                self._ended.append((on, event))

    def past(self, work: Work) -> Iterator[BrokenRule]:
        """Shifts that ended with other orders or another pay than was told."""
        yield from super().past(work)
        kept = work.shifts.get_many([on.shift for on, _ in self._ended])
        for on, event in self._ended:
            yield from differing("shift.told", on.shift, (event.orders, event.earned.fen),
                                 (on.orders, on.fen))  # fmt: skip
            yield from _ended(kept.get(on.shift), event)
        self._ended = []

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Shifts under way, and who is on them, that are not as told."""
        under_way = {shift.id: shift for shift in work.shifts.to_end(MOMENT_MAX)}
        told = {on.shift: on for on in self._on.values()}
        yield from differing("shift.on", "all on duty", sorted(under_way), sorted(told))
        for id_, on in told.items():
            if id_ in under_way:
                yield from _earned(under_way[id_], on.orders, on.fen)
        for courier in work.couriers.all():
            on_shift = self._on.get(courier.id)
            expected = on_shift and on_shift.shift
            yield from differing("shift.courier", courier.id, courier.shift, expected)

    def _pay(self, courier: str, pay: Money) -> None:
        on = self._on.get(courier)
        if on is not None:
            on.orders, on.fen = on.orders + 1, on.fen + pay.fen
        elif pay.fen:
            self._wrong("shift.told", courier, f"paid {pay} off duty", "nothing")


def _earned(shift: Shift, orders: int, fen: int) -> Iterator[BrokenRule]:
    found = (shift.orders, shift.earned.fen)
    yield from differing("shift.earned", shift.id, found, (orders, fen))
    yield from differing("shift.pay", shift.id, fen, shift.per_order.fen * orders)


def _ended(shift: Shift | None, event: ShiftEnded) -> Iterator[BrokenRule]:
    if shift is None or shift.state is not ShiftState.ENDED:
        yield BrokenRule("shift.ended", event.shift, str(shift and shift.state), "ended")
        return
    yield from _earned(shift, event.orders, event.earned.fen)
    guarantee = earnings.guarantee(shift.per_hour, shift.duty_s)
    lacking = Money(max(0, guarantee.fen - shift.earned.fen), guarantee.currency)
    yield from differing("shift.top_up", shift.id, (shift.top_up, event.top_up),
                         (lacking, lacking))  # fmt: skip
