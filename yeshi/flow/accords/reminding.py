"""Reminding: by the clock, owners are reminded, the parties told, and targets measured each day."""

from __future__ import annotations

from datetime import date, timedelta

from yeshi.accords import commitment as commitments
from yeshi.accords.accord import Accord
from yeshi.base.clock import LOCAL, business_day
from yeshi.base.sure import allowed
from yeshi.events.accords import MilestoneNoticed, TargetMeasured
from yeshi.flow.city.measuring import measured_today
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.observatory.adoption import adoption
from yeshi.observatory.facts import Facts


def remind(engine: Engine) -> int:
    """Give the notices that are due today and were not given yet; how many."""
    today = engine.clock.now().astimezone(LOCAL).date()
    with engine.store.begin() as work:
        accords = work.accords.all()
        due = [
            (accord, one.id)
            for accord in accords
            for one in work.milestones.of(accord.id)
            if _fresh(accord, one, today)
        ]
    return sum(_give(engine, accord, milestone) for accord, milestone in due)


def measure_targets(engine: Engine) -> None:
    """Measure the targets of all accords for the business day before this one, once."""
    day = business_day(engine.clock.now()) - timedelta(1)
    with engine.store.begin() as work:
        accords = work.accords.all()
    for accord in accords:
        if accord.targets:
            _measure(engine, accord, day)


def _fresh(accord: Accord, milestone: commitments.Milestone, today: date) -> bool:
    given = commitments.notice(milestone, accord, today)
    return given is not None and commitments.remember(milestone, given) is not None


def _give(engine: Engine, accord: Accord, milestone_id: str) -> int:
    def act(turn: Turn) -> Answer:
        milestone = turn.work.milestones.must_lock(milestone_id)
        today = turn.now.astimezone(LOCAL).date()
        given = commitments.notice(milestone, accord, today)
        after = commitments.remember(milestone, given) if given else None
        if given is None or after is None:
            return Done({"noticed": "0"})
        turn.work.milestones.put(after)
        turn.emit(MilestoneNoticed(accord.id, milestone_id, given.value, milestone.due_on))
        return Done({"noticed": "1"})

    today = engine.clock.now().astimezone(LOCAL).date()
    answer = engine.perform(f"notice:{milestone_id}:{today}", "notice_milestone", act)
    return int(allowed(answer, "a notice").data["noticed"])


def _measure(engine: Engine, accord: Accord, day: date) -> None:
    def act(turn: Turn) -> Answer:
        facts = Facts()
        for recorded in turn.work.events.of_day(day):
            facts.add(recorded)
        rungs = adoption(facts, len(turn.work.merchants.all()))
        for one in measured_today(turn.work, accord, facts, rungs):
            turn.emit(
                TargetMeasured(accord.id, one.target.id, one.target.figure, day, one.value, one.why)
            )
        return Done()

    engine.perform(f"measure:{accord.id}:{day}", "measure_targets", act)
