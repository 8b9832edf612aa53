"""What the clock brings, in order: by the clock, do that.

The live city and the twin both drive this page; of a city that is looked at, the clock also has
what its pages show prepared. Dispatch stands beside it: each zone has a tick of its own, after
these (flow/orders/dispatching.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any, Generic, TypeVar

from yeshi.flow import errands
from yeshi.flow.accords import reminding
from yeshi.flow.aside import SetAside
from yeshi.flow.city import newcomers, printing
from yeshi.flow.city.sheets import asking
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.fleet import duty
from yeshi.flow.orders import (
    attention,
    beginning,
    collecting,
    cooking,
    group_ordering,
    grouping,
    late_told,
    learning,
    redressing,
    seating,
    stranding,
    taking_up,
)
from yeshi.flow.payments import paying_out, standing
from yeshi.flow.people import inviting
from yeshi.flow.ports import Answer, Done
from yeshi.flow.privacy import forgetting
from yeshi.flow.stalls import finding, holding, listing, picturing, slip_queue, vouching
from yeshi.flow.visits import receiving, told
from yeshi.flow.vouchers import claiming

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Duty(Generic[T]):
    """Something the clock brings: how what is due is found, and what is done with one of it.

    `id_of`: by what id one is set aside that cannot be done. `every_s`: not asked more often.
    """

    name: str
    find: Callable[[Engine], Sequence[T]]
    act: Callable[[Engine, T], Answer]
    id_of: Callable[[T], str] = attrgetter("id")
    every_s: float = 0.0


LAPSE = Duty("lapse", cooking.silences, cooking.lapse)
CALL = Duty("call", attention.silent, attention.call_stall)
BEGIN = Duty("begin", beginning.to_begin, beginning.begin_order)
SHIFTS = Duty("shifts", duty.shifts_due, duty.turn_shift)
NOT_COLLECTED = Duty("not_collected", collecting.not_collected, collecting.leave, every_s=60)
FORGOTTEN = Duty("forgotten", seating.forgotten, seating.free, every_s=600)
GROUPS = Duty("groups", group_ordering.over, group_ordering.end)
STRAND = Duty("strand", stranding.stranded, stranding.strand)
PAUSES = Duty("pauses", listing.pauses_over, listing.take_orders_again)
HOLDS = Duty("holds", holding.holds_over, holding.let_go)
EXPIRED = Duty("expired_payments", standing.intents_over, standing.expire_intent)
LATE_PAID = Duty("late_payments", taking_up.late_payments, taking_up.take_up_late)
LOTS = Duty("lots", claiming.lots_due, claiming.draw_lot)
LEARN = Duty("learn", learning.lessons_due, learning.learn, every_s=300)
# These two change with the day, so that they need not be asked for each minute.
REMIND = Duty("remind", reminding.notices_due, reminding.give_notice, every_s=900)
MEASURE = Duty("measure", reminding.targets_due, reminding.measure_targets, every_s=900)

# What was done so long ago, nobody asks for any more.
FORGET_AFTER = timedelta(days=7)


def _today(engine: Engine) -> list[date]:
    return [engine.terms.calendar.business_day(engine.clock.now())]


def _forget(engine: Engine, day: date) -> Answer:
    """Forget errands that were done long ago, prints that nobody had made anew, old slips, who sat
    at which table or ordered with whom, and whom old invitations and those who asked named.
    """

    def act(turn: Turn) -> Answer:
        errands.forget_done(turn, turn.now - FORGET_AFTER)
        printing.forget_old(turn)
        inviting.forget_old(turn)
        newcomers.forget_old(turn)
        slip_queue.forget_old(turn)
        seating.forget_old(turn)
        grouping.forget_old(turn)
        return Done()

    return engine.perform(f"forget:{day}", "forget_errands", act)


DUE: tuple[Duty[Any], ...] = (
    CALL, LAPSE, BEGIN, SHIFTS, STRAND, NOT_COLLECTED, FORGOTTEN, GROUPS, HOLDS, PAUSES, LOTS,
    LEARN, REMIND, MEASURE,
)  # fmt: skip

SHEETS = Duty("sheets", asking.sheets_due, asking.ask, lambda _: "", every_s=1200)
REPORT = Duty("report", printing.standard_due, printing.ask, attrgetter("report"), every_s=900)
FORGET = Duty("forget", _today, _forget, str, every_s=6 * 3600)
PRIVACY = Duty("privacy", forgetting.over, forgetting.let_go, every_s=900)
PICTURES = Duty("pictures", picturing.pictures_over, picturing.let_go, every_s=3600)
FACTS = Duty("facts", vouching.facts_due, vouching.see_to_facts, every_s=3600)
COMPLAINTS = Duty("complaints", redressing.unanswered, redressing.agree_by_itself, every_s=60)
# Of a city that is looked at: a rehearsal has no pages, and is over before anything is old.
LATE = Duty("late", late_told.to_tell, late_told.tell, every_s=60)
REMIND_GUESTS = Duty("remind_guests", told.to_remind, told.remind, every_s=60)
MISSED = Duty("missed", receiving.nothing_said, receiving.miss_by_itself, every_s=60)
PAYOUTS = Duty("payouts", paying_out.runs_due, paying_out.propose_due, str, every_s=900)
FINDABLE = Duty(
    "findable", finding.out_of_date, finding.keep_findable, lambda ids: ids[0], every_s=20
)
LOOKED_AT: tuple[Duty[Any], ...] = (
    FINDABLE,
    COMPLAINTS,
    SHEETS,
    REPORT,
    FORGET,
    PRIVACY,
    PICTURES,
    FACTS,
    PAYOUTS,
    EXPIRED,
    LATE_PAID,
    LATE,
    REMIND_GUESTS,
    MISSED,
)


class Clockwork:
    """Carries out what the clock brings, round after round."""

    def __init__(
        self, engine: Engine, aside: SetAside | None = None, more: Sequence[Duty[Any]] = ()
    ) -> None:
        """`more`: what the clock brings here besides."""
        self._engine, self._more = engine, more
        self._aside = aside
        self._asked: dict[str, datetime] = {}

    def turn(self) -> int:
        """Do what is due now, each duty no more often than it asks for; how much was done."""
        now, done = self._engine.clock.now(), 0
        for one in (*DUE, *self._more):
            asked = self._asked.get(one.name)
            if asked is None or now - asked >= timedelta(seconds=one.every_s):
                self._asked[one.name] = now
                done += carry_out(self._engine, one, self._aside)
        return done


def carry_out(engine: Engine, due: Duty[T], aside: SetAside | None = None) -> int:
    """Do all that is due of one duty; how much was done.

    With `aside`, what fails is set aside there and the rest goes on; without, its fault goes up.
    """
    if aside is None:
        return sum(isinstance(due.act(engine, one), Done) for one in due.find(engine))
    found = aside.attempt(due.name, "", lambda: due.find(engine))
    if found is None:
        return 0
    by_id = {due.id_of(one): one for one in found}
    aside.keep_only(due.name, set(by_id))
    return sum(
        isinstance(aside.attempt(due.name, id_, lambda one=one: due.act(engine, one)), Done)  # type: ignore[misc]
        for id_, one in by_id.items()
    )
