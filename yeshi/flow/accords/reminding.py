"""Reminding: by the clock, owners are reminded, the parties told, and targets measured each day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from yeshi.accords import commitment as commitments
from yeshi.accords.accord import Accord
from yeshi.base.ids import short
from yeshi.events.accords import MilestoneNoticed, TargetMeasured
from yeshi.flow import errands
from yeshi.flow.city.measuring import measured_today
from yeshi.flow.city.observing import facts_of
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.ports import Answer, Done, Work
from yeshi.observatory.adoption import adoption
from yeshi.observatory.facts import Facts


@dataclass(frozen=True, slots=True)
class NoticeDue:
    """A milestone of which somebody is to be told today: what, and for which day it is due."""

    accord: Accord
    milestone: str
    notice: commitments.Notice
    due_on: date

    @property
    def id(self) -> str:
        """Names the milestone."""
        return self.milestone


@dataclass(frozen=True, slots=True)
class MeasuringDue:
    """An accord whose targets are to be measured for a business day."""

    accord: Accord
    day: date

    @property
    def id(self) -> str:
        """Names the accord and the day."""
        return f"{self.accord.id}:{self.day}"


def notices_due(engine: Engine) -> list[NoticeDue]:
    """The notices that are due today and were not given yet, by accord and milestone."""
    today = engine.terms.calendar.date_at(engine.clock.now())
    with engine.store.begin() as work:
        return [
            NoticeDue(accord, one.id, given, one.due_on)
            for accord in _in_force(work)
            for one in work.milestones.of(accord.id)
            if (given := _fresh(accord, one, today)) is not None
        ]


def targets_due(engine: Engine) -> list[MeasuringDue]:
    """Each accord with targets, to be measured for the business day before this one."""
    day = engine.terms.calendar.business_day(engine.clock.now()) - timedelta(1)
    with engine.store.begin() as work:
        return [MeasuringDue(accord, day) for accord in _in_force(work) if accord.targets]


def _in_force(work: Work) -> list[Accord]:
    return [accord for accord in work.accords.all() if not accord.ended_at]


def _fresh(
    accord: Accord, milestone: commitments.Milestone, today: date
) -> commitments.Notice | None:
    """What is to be said of the milestone today and was not said yet."""
    given = commitments.notice(milestone, accord, today)
    known = given is not None and commitments.remember(milestone, given) is None
    return None if known else given


def give_notice(engine: Engine, due: NoticeDue) -> Answer:
    """Have the milestone's owner, or the parties, told on an errand; each notice has one."""
    accord, milestone_id, given = due.accord, due.milestone, due.notice

    def act(turn: Turn) -> Answer:
        milestone = turn.work.milestones.must_lock(milestone_id)
        if turn.work.accords.must(accord.id).ended_at:
            return Done()
        today = turn.terms.calendar.date_at(turn.now)
        if (milestone.due_on, _fresh(accord, milestone, today)) != (due.due_on, given):
            return Done()
        telling = Telling(accord.id, milestone_id, given.value, due.due_on)
        return Done({"errand": errands.write(turn, TELLING, telling)})

    key = f"notice:{milestone_id}:{given.value}:{due.due_on}"
    return engine.perform(key, "notice_milestone", act)


@dataclass(frozen=True, slots=True)
class Telling:
    """A notice of a milestone for those whom it concerns, as it was due then."""

    accord: str
    milestone: str
    notice: str
    due_on: date


def told(turn: Turn, telling: Telling, channel: str) -> None:
    """They were told by that channel: the record says so, and the notice is not given again."""
    milestone = turn.work.milestones.must_lock(telling.milestone)
    given = commitments.Notice(telling.notice)
    after = commitments.remember(milestone, given, telling.due_on)
    # Told by another errand meanwhile: it is on the record.
    if after is None:
        return
    turn.work.milestones.put(after)
    turn.emit(
        MilestoneNoticed(telling.accord, telling.milestone, telling.notice, telling.due_on, channel)
    )


PAGE = "page"


def on_the_page(_: Telling, __: str) -> str:
    """Tells by the record alone, which the accord's page and its calendar show; nothing is sent.

    A channel that sends something stands in its place, and gives its own name.
    """
    return PAGE


TELLING: ErrandKind[Telling, str] = ErrandKind(
    name="telling",
    given=Telling,
    terms=ErrandTerms(tries=12, wait_s_first=60, wait_s_max=6 * 3600, limit_s=30),
    about=lambda given: f"{given.accord} · {short(given.milestone)}",
    on_done=told,
)


def measure_targets(engine: Engine, due: MeasuringDue) -> Answer:
    """Measure the accord's targets for the day; the same day is measured once."""
    accord, day = due.accord, due.day

    def act(turn: Turn) -> Answer:
        facts = facts_of(turn.work, Facts(calendar=turn.terms.calendar, day=day))
        rungs = adoption(facts, turn.work.merchants.count())
        for one in measured_today(turn.work, accord, facts, rungs):
            turn.emit(
                TargetMeasured(
                    accord=accord.id,
                    target=one.target.id,
                    figure=one.target.figure,
                    day=day,
                    value=one.value,
                    why=one.why,
                )
            )
        return Done()

    return engine.perform(f"measure:{accord.id}:{day}", "measure_targets", act)
