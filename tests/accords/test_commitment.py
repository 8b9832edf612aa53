"""Milestones move with a reason, end once, and are spoken of in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.accords.accord import Accord, Area, Party, check
from yeshi.accords.commitment import (
    AlreadyEnded,
    Commitment,
    Milestone,
    MilestoneState,
    Notice,
    commit,
    drop,
    finish,
    move,
    notice,
    plan,
    remember,
)
from yeshi.accords.targets import Target, measure
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown

DAY = date(2026, 11, 24)
NAME = Name("名", "name")


def accord(targets: tuple[Target, ...] = ()) -> Accord:
    """Two parties, one area; reminded ten days before, told to all after five."""
    return Accord(
        id="a",
        name=NAME,
        signed_on=DAY,
        parties=(Party("p", NAME), Party("q", NAME)),
        areas=(Area("x", NAME),),
        mechanism=NAME,
        targets=targets,
        source="a test",
        remind_days=10,
        escalate_days=5,
    )


def target(baseline: float = 0.0, goal: float = 10.0) -> Target:
    """A target of the city."""
    return Target(
        id="t", name=NAME, figure="orders", scope="city", baseline=baseline, goal=goal, due_on=DAY
    )


def milestone(due_on: date = DAY) -> Milestone:
    """A milestone due on the day."""
    made = plan(
        Commitment(id="c", accord="a", area="x", party="p", text="do", entered_on=DAY),
        "m",
        "step",
        "owner",
        due_on,
    )
    assert isinstance(made, Milestone)
    return made


@pytest.mark.parametrize(
    ("days", "said"),
    [(-11, None), (-10, Notice.DUE_SOON), (0, Notice.DUE_SOON), (1, Notice.OVERDUE),
     (5, Notice.OVERDUE), (6, Notice.ESCALATED)],
)  # fmt: skip
def test_each_day_has_its_notice(days: int, said: Notice | None) -> None:
    """Before it is due, when it is overdue, and when all parties are told."""
    assert notice(milestone(), accord(), DAY + timedelta(days)) == said


def test_a_notice_is_given_once_for_each_day_it_is_due() -> None:
    """Moved to another day, it is given anew; ended, never."""
    told = remember(milestone(), Notice.OVERDUE)
    assert told is not None
    assert remember(told, Notice.OVERDUE) is None
    assert remember(told, Notice.ESCALATED) is not None
    moved = move(told, DAY + timedelta(1), "holiday")
    assert isinstance(moved, Milestone)
    assert remember(moved, Notice.OVERDUE) is not None
    done = finish(milestone(), DAY, "shown", DAY)
    assert isinstance(done, Milestone)
    assert notice(done, accord(), DAY + timedelta(100)) is None


def test_what_ended_is_not_edited_away() -> None:
    """Nor moved, nor ended otherwise."""
    for ended in (finish(milestone(), DAY, "shown", DAY), drop(milestone(), "no money", DAY)):
        assert isinstance(ended, Milestone)
        for answer in (
            move(ended, DAY, "x"), finish(ended, DAY, "x", DAY), drop(ended, "x", DAY)
        ):  # fmt: skip
            assert answer == Refused(AlreadyEnded(ended.state.value))


def test_reasons_and_days_are_asked_for() -> None:
    """No reason, no change; and nothing is done in the future."""
    for answer in (
        move(milestone(), DAY, " "), drop(milestone(), "", DAY), finish(milestone(), DAY, "", DAY),
        finish(milestone(), DAY + timedelta(1), "x", DAY),
        plan(Commitment(id="c", accord="a", area="x", party="p", text="do", entered_on=DAY), "m", "", "o", DAY),
        plan(Commitment(id="c", accord="a", area="x", party="p", text="do", entered_on=DAY), "m", "x", " ", DAY),
        commit(accord(), "c", "x", "p", "", DAY),
    ):  # fmt: skip
        assert isinstance(answer, Refused)
        assert isinstance(answer.reason, Invalid)
    assert commit(accord(), "c", "y", "p", "do", DAY) == Refused(Unknown("area", "y"))
    assert commit(accord(), "c", "x", "z", "do", DAY) == Refused(Unknown("party", "z"))
    assert milestone().state is MilestoneState.OPEN


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(-200, 200))
def test_progress_is_from_baseline_to_goal(baseline: float, goal: float, value: float) -> None:
    """A goal below the baseline is reached by falling."""
    if baseline == goal:
        return
    said = measure(target(baseline, goal), value)
    assert 0 <= said.progress <= 1
    assert said.reached == (value >= goal if goal > baseline else value <= goal)
    assert measure(target(baseline, goal), goal).progress == 1.0
    assert measure(target(baseline, goal), baseline).progress == 0.0


def test_a_figure_that_is_not_there_says_why() -> None:
    """And is no progress."""
    said = measure(target(), None, "no_trade")
    assert (said.value, said.progress, said.reached, said.why) == (None, 0.0, False, "no_trade")


def test_an_accord_that_cannot_be_kept_is_refused() -> None:
    """One party, the same id twice, a goal that is the baseline."""
    good = accord((target(),))
    assert check(good) is None
    for wrong in (
        replace(good, parties=good.parties[:1]),
        replace(good, areas=()),
        replace(good, areas=good.areas * 2),
        replace(good, targets=(target(3, 3),)),
        replace(good, remind_days=-1),
    ):
        assert isinstance(check(wrong), Refused)
