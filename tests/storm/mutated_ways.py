"""Mutations of commands, orders, routes and what the clock brings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from tests.storm.mutation import all_of, mutation
from yeshi.adapters.memory.fleet import MemoryCouriers
from yeshi.adapters.memory.journal import MemoryCommands
from yeshi.base.refused import Refused
from yeshi.events.errands import ErrandDone
from yeshi.events.fleet import ShiftEnded
from yeshi.fleet import earnings
from yeshi.fleet.courier import Position
from yeshi.fleet.delivery import Route
from yeshi.fleet.shifts import Shift, ShiftState
from yeshi.flow import due, errand, errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.fleet import duty
from yeshi.flow.orders import committing, cooking, delivering, overriding, watching
from yeshi.flow.ports import Answer, Done
from yeshi.flow.vouchers import claiming
from yeshi.orders import lifecycle, progress
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress
from yeshi.vouchers.campaign import Campaign


@mutation
def no_version_check() -> Any:
    """A route is committed though the order was changed since it was looked at."""

    def unchanged(order: Order, planned: Any, courier: Any, trip: Any) -> bool:
        return (
            order.state in committing.FETCHABLE
            and order.route is None
            and courier.version == trip.courier.version
            and courier.route is None
            and courier.shift is not None
        )

    return patch.object(committing, "_unchanged", unchanged)


@mutation
def committed_unseen() -> Any:
    """A route is committed whatever became of its orders and its courier."""
    return patch.object(committing, "_unchanged", lambda *_: True)


@mutation
def lot_drawn_twice() -> Any:
    """A lot is drawn each time the clock is asked."""

    def draw(engine: Engine, campaign: Campaign) -> Answer:
        key = f"draw:{campaign.id}:{engine.clock.now()}"
        return engine.perform(key, "draw_lots", lambda turn: claiming._drawn(turn, campaign.id))

    def is_to_be_drawn(campaign: Campaign, now: Any) -> bool:
        return campaign.lot is not None and campaign.lot.claims_until <= now

    drawing = tuple(replace(one, act=draw) if one.name == "lots" else one for one in due.DUE)
    return all_of(
        patch.object(due, "DUE", drawing), patch.object(Campaign, "is_to_be_drawn", is_to_be_drawn)
    )


@mutation
def key_ignored() -> Any:
    """A command that comes again is carried out again."""
    claimed = MemoryCommands.claim

    def claim(commands: MemoryCommands, key: str, *given: Any) -> None:
        commands._answers.pop(key, None)
        claimed(commands, key, *given)

    return patch.object(MemoryCommands, "claim", claim)


@mutation
def courier_left_on_a_closed_route() -> Any:
    """Who has brought the last order of a route is not free again."""

    def keep(turn: Turn, step: Progress, route: Route, _: object) -> None:
        turn.work.orders.put(step.order)
        turn.work.routes.put(route)
        turn.emit(*step.events)

    return patch.object(delivering, "keep_on_route", keep)


@mutation
def withdrawn_and_still_on_the_way() -> Any:
    """An order that is called off its courier keeps them."""
    called_off = overriding._call_off

    def call_off(turn: Turn, order: Order, why: str) -> Order:
        return replace(called_off(turn, order, why), courier=order.courier, route=order.route)

    return patch.object(overriding, "_call_off", call_off)


@mutation
def stranded_under_way() -> Any:
    """An order is called off for want of a courier though one was sent."""
    return _due("strand", _strand_whatever)


def _strand_whatever(engine: Engine, late: Order) -> Answer:
    def act(turn: Turn) -> Answer:
        order = turn.work.orders.must_lock(late.id)
        step = lifecycle.OrderStep.STRAND
        ended = progress.call_off(order, step, "no_courier", turn.now)
        if isinstance(ended, Refused):
            return ended
        turn.work.orders.put(ended.order)
        turn.emit(*ended.events)
        return Done({"order": order.id})

    return engine.perform(f"strand:{late.id}:{late.version}", "strand", act)


@mutation
def shift_ended_on_the_way() -> Any:
    """A shift ends while its courier is on a route."""

    def end(engine: Engine, shift: Shift) -> Answer:
        def act(turn: Turn) -> Answer:
            courier, known = turn.work.couriers.must(shift.courier), turn.work.shifts.must(shift.id)
            lacking = earnings.top_up(known.earned, known.per_hour, known.duty_s)
            turn.work.shifts.put(replace(known, state=ShiftState.ENDED, top_up=lacking))
            turn.work.couriers.put(replace(courier, shift=None, version=courier.version + 1))
            turn.emit(
                ShiftEnded(
                    courier=courier.id, shift=known.id, on_at=known.on_at, duty_s=known.duty_s,
                    orders=known.orders, earned=known.earned, top_up=lacking,
                )
            )  # fmt: skip
            return Done({"shift": known.id})

        return engine.perform(f"end:{shift.id}:{engine.clock.now()}", "end", act)

    return all_of(patch.object(duty, "_end", end), patch.object(duty, "_is_free", lambda _: True))


@mutation
def promise_moved_at_the_door() -> Any:
    """A late order is told as in time."""
    delivered = delivering.deliver_order

    def deliver(order: Order, courier: str, now: Any) -> Progress | Refused:
        made = delivered(order, courier, now)
        if isinstance(made, Refused) or now <= order.promised_by:
            return made
        return Progress(made.order, (replace(made.events[0], promised_by=now),))

    return patch.object(delivering, "deliver_order", deliver)


@mutation
def lateness_untold() -> Any:
    """The control room calls no order late."""
    shown = watching.control
    return patch.object(watching, "control", lambda engine: replace(shown(engine), late=()))


@mutation
def late_answer_counts_again() -> Any:
    """An errand that is done is done again by another answer."""

    def answer(engine: Engine, taken: Any, brought: Any) -> Answer:
        def act(turn: Turn) -> Answer:
            known = turn.work.errands.must(taken.errand.id)
            turn.work.errands.put(errand.finish(known, turn.now))
            taken.kind.on_done(turn, taken.kind.read(known.given), brought)
            turn.emit(ErrandDone(known.id, taken.kind.name, taken.errand.tries))
            return Done({"errand": known.id})

        return engine.perform(f"{taken.errand.id}:{engine.clock.now()}", "finish_errand", act)

    return patch.object(errands, "answer_done", answer)


@mutation
def position_stays_after_a_fault() -> Any:
    """Where a courier was seen is kept, though the work that saw it failed."""

    def see(couriers: MemoryCouriers, position: Position) -> None:
        couriers._seen[position.courier] = position

    return patch.object(MemoryCouriers, "see", see)


@mutation
def answered_without_a_trace() -> Any:
    """A stall's taking on of its part is not told, when the order waits for another."""
    answered = cooking.answer_ticket

    def answer(*given: Any, **named: Any) -> Progress | Refused:
        made = answered(*given, **named)
        if isinstance(made, Refused) or made.order.state is not lifecycle.OrderState.PLACED:
            return made
        return Progress(made.order, ())

    return patch.object(cooking, "answer_ticket", answer)


def _due(name: str, act: Any) -> Any:
    duties = tuple(replace(one, act=act) if one.name == name else one for one in due.DUE)
    return patch.object(due, "DUE", duties)
