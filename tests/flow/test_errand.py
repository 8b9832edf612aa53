"""An errand's states and waits: whatever happens to it, in whatever order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.refused import Refused
from yeshi.flow import errand as errands
from yeshi.flow.errand import Errand, ErrandState, ErrandTerms, Fault

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TERMS = ErrandTerms(tries=3, wait_s_first=60, wait_s_max=600)
FAULT = Fault("TimeoutError", "yeshi.adapters.x:1")


def written() -> Errand:
    """An errand that was just written."""
    return Errand(id="er-1", kind="tell", written_at=NOW, again_at=NOW)


terms = st.builds(
    ErrandTerms,
    tries=st.integers(1, 50),
    wait_s_first=st.floats(0.1, 3600),
    wait_s_max=st.floats(0.1, 86_400),
)


@given(terms, st.integers(0, 10_000))
def test_waits_grow_to_their_longest_and_never_beyond(terms: ErrandTerms, failures: int) -> None:
    """Each is at least the one before, and the first is as the terms say."""
    assert terms.wait_s(failures) <= terms.wait_s(failures + 1) <= terms.wait_s_max
    assert terms.wait_s(1) == min(terms.wait_s_first, terms.wait_s_max)


def test_waits_double() -> None:
    """60, 120, 240 … and then the longest."""
    assert [TERMS.wait_s(n) for n in range(1, 7)] == [60, 120, 240, 480, 600, 600]


STEPS = st.lists(st.sampled_from(["begin", "fail", "hopeless", "finish", "again", "up", "wait"]))


@given(terms, STEPS)
def test_whatever_happens_it_may_be_kept(terms: ErrandTerms, steps: list[str]) -> None:
    """Its rule holds, tries are never taken back, what is done stays done, and tries are bounded."""
    errand, now, in_a_row = written(), NOW, 0
    for step in steps:
        before, now = errand, now + timedelta(seconds=1)
        if step == "wait":
            now += timedelta(days=1)
        elif step == "begin" and errands.is_due(errand, now):
            errand = errands.begin(errand, now)
            assert errands.is_under_way(errand, before.tries + 1)
        elif step in ("fail", "hopeless") and errand.state is ErrandState.RUNNING:
            errand = errands.fail(errand, terms, Fault("F", "p", step == "hopeless"), now)
            in_a_row += 1
            over = step == "hopeless" or in_a_row >= terms.tries
            assert errand.state is (ErrandState.GIVEN_UP if over else ErrandState.WAITING)
            assert over or errand.again_at == now + timedelta(seconds=terms.wait_s(in_a_row))
        elif step == "finish" and errand.tries:
            errand = errands.finish(errand, now) if errand.state is not ErrandState.DONE else errand
        elif step in ("again", "up"):
            act = errands.try_again if step == "again" else errands.give_up
            after = act(errand, now)
            if isinstance(after, Refused):
                assert errand.state is not ErrandState.WAITING
            else:
                errand, in_a_row = after, 0 if step == "again" else in_a_row
        assert errand.holds
        assert errand.tries >= before.tries
        assert before.state is not ErrandState.DONE or errand == before
        assert errands.is_due(errand, now + timedelta(days=2)) == (
            errand.state is ErrandState.WAITING
        )


def test_a_failed_try_is_told_by_kind_and_place() -> None:
    """And after the last one it is given up."""
    errand = written()
    for number in (1, 2, 3):
        errand = errands.fail(errands.begin(errand, NOW), TERMS, FAULT, NOW)
        assert (errand.tries, errand.failures) == (number, number)
        assert (errand.fault, errand.place) == (FAULT.kind, FAULT.place)
    assert (errand.state, errand.ended_at) == (ErrandState.GIVEN_UP, NOW)


def test_what_an_operator_has_tried_again_has_all_its_tries_before_it() -> None:
    """Numbered on, so that an old answer is not taken for a new one."""
    errand = errands.fail(errands.begin(written(), NOW), TERMS, Fault("F", "p", True), NOW)
    again = errands.try_again(errand, NOW)
    assert isinstance(again, Errand)
    assert (again.state, again.failures, again.tries) == (ErrandState.WAITING, 0, 1)
    assert errands.begin(again, NOW).tries == 2


@pytest.mark.parametrize("state", [ErrandState.RUNNING, ErrandState.DONE])
def test_nobody_gives_up_or_tries_again_what_runs_or_is_done(state: ErrandState) -> None:
    """It is said in which state it is."""
    errand = errands.begin(written(), NOW)
    if state is ErrandState.DONE:
        errand = errands.finish(errand, NOW)
    for act in (errands.try_again, errands.give_up):
        assert act(errand, NOW) == Refused(errands.ErrandEnded(state.value))
