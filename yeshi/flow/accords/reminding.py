"""Reminding: by the clock, owners are reminded, the parties told, and targets measured each day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from yeshi.accords import commitment as commitments
from yeshi.accords.accord import Accord
from yeshi.events.accords import MilestoneNoticed, TargetMeasured
from yeshi.flow.city.measuring import measured_today
from yeshi.flow.city.observing import facts_of
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.observatory.adoption import adoption
from yeshi.observatory.facts import Facts


@dataclass(frozen=True, slots=True)
class NoticeDue:
    """A milestone of which somebody is to be told today."""

    accord: Accord
    milestone: str

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
            NoticeDue(accord, one.id)
            for accord in work.accords.all()
            for one in work.milestones.of(accord.id)
            if _fresh(accord, one, today)
        ]


def targets_due(engine: Engine) -> list[MeasuringDue]:
    """Each accord with targets, to be measured for the business day before this one."""
    day = engine.terms.calendar.business_day(engine.clock.now()) - timedelta(1)
    with engine.store.begin() as work:
        return [MeasuringDue(accord, day) for accord in work.accords.all() if accord.targets]


def _fresh(accord: Accord, milestone: commitments.Milestone, today: date) -> bool:
    given = commitments.notice(milestone, accord, today)
    return given is not None and commitments.remember(milestone, given) is not None


def give_notice(engine: Engine, due: NoticeDue) -> Answer:
    """Have the milestone's owner, or the parties, told; each notice is given once."""
    accord, milestone_id = due.accord, due.milestone

    def act(turn: Turn) -> Answer:
        milestone = turn.work.milestones.must_lock(milestone_id)
        today = turn.terms.calendar.date_at(turn.now)
        given = commitments.notice(milestone, accord, today)
        after = commitments.remember(milestone, given) if given else None
        if given is None or after is None:
            return Done()
        turn.work.milestones.put(after)
        turn.emit(MilestoneNoticed(accord.id, milestone_id, given.value, milestone.due_on))
        return Done({"milestone": milestone_id})

    today = engine.terms.calendar.date_at(engine.clock.now())
    return engine.perform(f"notice:{milestone_id}:{today}", "notice_milestone", act)


def measure_targets(engine: Engine, due: MeasuringDue) -> Answer:
    """Measure the accord's targets for the day; the same day is measured once."""
    accord, day = due.accord, due.day

    def act(turn: Turn) -> Answer:
        facts = facts_of(turn.work, Facts(calendar=turn.terms.calendar, day=day))
        rungs = adoption(facts, len(turn.work.merchants.all()))
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
