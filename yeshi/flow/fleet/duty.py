"""Duty: couriers go on and off their shifts, and are seen where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yeshi.base.money import Money
from yeshi.base.refused import Reason, Refused
from yeshi.events.fleet import ShiftEnded, ShiftStarted
from yeshi.fleet import earnings
from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.shifts import Shift, ShiftState
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done


@dataclass(frozen=True, slots=True)
class Busy(Reason):
    """The courier is still on a route or another shift."""

    courier: str


def see(engine: Engine, positions: Sequence[Position]) -> None:
    """Keep where couriers are; a position is no event, and is overwritten by the next.

    It is no command either: it is told again and again, nothing follows from it but the map, and
    nobody asks later where somebody was, nor should. What pays and dispatches has events.
    """
    with engine.store.begin() as work:
        for position in sorted(positions, key=lambda seen: seen.courier):
            work.couriers.see(position)


def shifts_due(engine: Engine) -> list[Shift]:
    """The shifts to end, whose couriers are on no route, and then those to start."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        ending, starting = work.shifts.to_end(now), work.shifts.to_start(now)
        # A courier on a route goes off duty when it is done.
        done = [shift for shift in ending if _is_free(work.couriers.get(shift.courier))]
    return [*done, *starting]


def turn_shift(engine: Engine, due: Shift) -> Answer:
    """Start a planned shift, or end one under way."""
    return (_end if due.state is ShiftState.ON else _start)(engine, due)


def _is_free(courier: Courier | None) -> bool:
    return courier is not None and courier.route is None


def _start(engine: Engine, due: Shift) -> Answer:
    def act(turn: Turn) -> Answer:
        courier = turn.work.couriers.must_lock(due.courier)
        shift = turn.work.shifts.must_lock(due.id)
        if courier.shift is not None or shift.state is not ShiftState.PLANNED:
            return Refused(Busy(courier.id))
        turn.work.shifts.put(replace(shift, state=ShiftState.ON))
        turn.work.couriers.put(
            replace(
                courier,
                shift=shift.id,
                place=shift.starts_at,
                free_at=turn.now,
                version=courier.version + 1,
            )
        )
        turn.work.couriers.see(Position(courier.id, shift.starts_at, turn.now))
        turn.emit(ShiftStarted(courier.id, shift.id, shift.on_at, shift.off_at))
        return Done({"shift": shift.id})

    # A courier may still be busy with the shift before: then the next tick asks again.
    return engine.perform(f"start:{due.id}:{engine.clock.now().isoformat()}", "start", act)


def _end(engine: Engine, due: Shift) -> Answer:
    def act(turn: Turn) -> Answer:
        courier = turn.work.couriers.must_lock(due.courier)
        shift = turn.work.shifts.must_lock(due.id)
        if courier.route is not None or shift.state is not ShiftState.ON:
            return Refused(Busy(courier.id))
        top_up = earnings.top_up(shift.earned, shift.per_hour, shift.duty_s)
        turn.work.shifts.put(replace(shift, state=ShiftState.ENDED, top_up=top_up))
        turn.work.couriers.put(replace(courier, shift=None, version=courier.version + 1))
        turn.emit(
            ShiftEnded(
                courier=courier.id,
                shift=shift.id,
                on_at=shift.on_at,
                duty_s=shift.duty_s,
                orders=shift.orders,
                earned=shift.earned,
                top_up=top_up,
            )
        )
        return Done({"shift": shift.id})

    return engine.perform(f"end:{due.id}:{engine.clock.now().isoformat()}", "end", act)


def credit_shift(turn: Turn, courier_id: str) -> Money:
    """Count an order to the courier's shift; what it pays."""
    courier = turn.work.couriers.get(courier_id)
    nothing = Money(0, turn.terms.currency)
    if courier is None or courier.shift is None:
        return nothing
    shift = turn.work.shifts.must_lock(courier.shift)
    earned = shift.earned + shift.per_order
    turn.work.shifts.put(replace(shift, orders=shift.orders + 1, earned=earned))
    return shift.per_order
