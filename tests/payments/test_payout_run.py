"""A run needs two people, and what is changed in it is looked at anew."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import EVENING
from tests.flow.kept_records import ON
from yeshi.base.refused import Refused
from yeshi.payments.payout_run import (
    PayoutRun,
    RunOutOfTurn,
    RunState,
    RunStep,
    SecondApproves,
    approve,
    call_off,
    change,
    check,
)

RUN = PayoutRun(id="r", day=ON, proposed_at=EVENING)
CHECKED = replace(RUN, state=RunState.CHECKED, checked_by="one")
APPROVED = replace(CHECKED, state=RunState.APPROVED, approved_by="two", approved_at=EVENING)
OFF = replace(RUN, state=RunState.CALLED_OFF)


def test_one_looks_and_another_approves() -> None:
    """Not the same, and not before."""
    assert check(RUN, "one") == CHECKED
    assert approve(CHECKED, "one", EVENING) == Refused(SecondApproves())
    assert approve(CHECKED, "two", EVENING) == APPROVED
    assert approve(RUN, "two", EVENING) == Refused(RunOutOfTurn("proposed", RunStep.APPROVE))
    assert approve(APPROVED, "two", EVENING) == Refused(RunOutOfTurn("approved", RunStep.APPROVE))


def test_what_is_changed_is_looked_at_anew() -> None:
    """Also by who had looked at it."""
    assert change(CHECKED) == RUN
    assert change(RUN) == RUN
    assert change(APPROVED) == Refused(RunOutOfTurn("approved", RunStep.CHANGE))


def test_what_was_approved_cannot_be_called_off() -> None:
    """The money has left."""
    assert call_off(RUN) == OFF
    assert call_off(CHECKED) == replace(OFF, checked_by="one")
    assert call_off(APPROVED) == Refused(RunOutOfTurn("approved", RunStep.CALL_OFF))
    assert call_off(OFF) == Refused(RunOutOfTurn("called_off", RunStep.CALL_OFF))


def test_nothing_left_by_one_persons_word_holds() -> None:
    """Whoever wrote it so."""
    for one in (RUN, CHECKED, APPROVED, OFF):
        assert one.holds
    for wrong in (
        replace(APPROVED, approved_by="one"),
        replace(APPROVED, checked_by=None),
        replace(APPROVED, approved_at=None),
        replace(CHECKED, approved_by="two"),
        replace(CHECKED, fetched_at=EVENING),
    ):
        assert not wrong.holds
    assert [one.is_open for one in (RUN, CHECKED, APPROVED, OFF)] == [True, True, False, False]
