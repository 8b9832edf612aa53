"""Applications are read blind, by two or three, and forgotten when they are taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.programmes.programmes import APPLICANT, NOW, application, programme
from yeshi.base.refused import Invalid, NotYours, Refused, Unknown
from yeshi.programmes.application import (
    HIDDEN,
    AlreadyDecided,
    Applicant,
    Application,
    ApplicationState,
    NoPlan,
    Reading,
    apply,
    ask_readers,
    blind,
    pass_on,
    read,
    score_of,
    withdraw,
)

ANSWERS = ("because", "so")


def sent(answers: tuple[str, ...] = ANSWERS, applicant: Applicant = APPLICANT) -> Application:
    """An application just sent."""
    answer = apply(programme(), "ap", 2026, applicant, answers, NOW)
    assert isinstance(answer, Application)
    return answer


@pytest.mark.parametrize(
    ("year", "applicant", "answers", "reason"),
    [
        (2027, APPLICANT, ANSWERS, NoPlan),
        (1999, APPLICANT, ANSWERS, NoPlan),
        (
            2026,
            Applicant(
                name=" ", contact="1", host="h", home="x", woman=None, agrees_to_be_named=False
            ),
            ANSWERS,
            Invalid,
        ),
        (
            2026,
            Applicant(
                name="a" * 61, contact="1", host="h", home="x", woman=None, agrees_to_be_named=False
            ),
            ANSWERS,
            Invalid,
        ),
        (
            2026,
            Applicant(
                name="a", contact="", host="h", home="x", woman=None, agrees_to_be_named=False
            ),
            ANSWERS,
            Invalid,
        ),
        (
            2026,
            Applicant(
                name="a", contact="1", host="other", home="x", woman=None, agrees_to_be_named=False
            ),
            ANSWERS,
            Unknown,
        ),
        (2026, APPLICANT, ("one",), Invalid),
        (2026, APPLICANT, ("one", " "), Invalid),
        (2026, APPLICANT, ("one", "x" * 2001), Invalid),
    ],
)
def test_what_is_missing_is_said(
    year: int, applicant: Applicant, answers: tuple[str, ...], reason: type
) -> None:
    """And nothing is kept."""
    answer = apply(programme(), "ap", year, applicant, answers, NOW)
    assert isinstance(answer, Refused)
    assert isinstance(answer.reason, reason)


def test_readers_see_no_name_school_or_home() -> None:
    """Wherever they are written, in any case of letters."""
    told = ("我叫石晓梅，在第一师范读书", "I study at FIRST normal; home is 花垣县. Call 139.")
    shown = " ".join(blind(sent(told), programme()))
    for secret in ("石晓梅", "第一师范", "花垣县", "139"):
        assert secret not in shown
    assert "normal" not in shown.lower()
    assert shown.count(HIDDEN) == 5


@given(st.text(min_size=1, max_size=60), st.text(min_size=2, max_size=10))
def test_a_name_is_hidden_in_any_text(text: str, name: str) -> None:
    """Blacking out never fails, and never leaves the name as it was written."""
    if len(name.strip()) < 2 or name.strip() in HIDDEN:
        return
    applicant = Applicant(
        name=name, contact="00000", host="h", home="zzzzz", woman=None, agrees_to_be_named=False
    )
    answer = Application(
        id="ap",
        programme="p",
        year=2026,
        applicant=applicant,
        answers=(text + name.strip() + text,),
        sent_at=NOW,
    )
    assert blind(answer, programme())[0].count(name.strip()) == 0


def test_the_least_busy_readers_are_asked() -> None:
    """Two, and the same reader never twice."""
    asked = ask_readers(sent(), {"r1": 5, "r2": 0, "r3": 1})
    assert asked.readers == ("r2", "r3")
    assert not asked.lacks_readers
    assert ask_readers(sent(), {"r1": 0}).lacks_readers


def _given(one: Application, *totals: tuple[str, int, int]) -> Application:
    for reader, a, b in totals:
        after = read(one, programme(), Reading(reader, (a, b), ""))
        assert isinstance(after, Application), after
        one = ask_readers(after, {"r1": 0, "r2": 0, "r3": 0})
    return one


def test_two_readings_that_agree_make_the_score() -> None:
    """Their mean."""
    one = _given(ask_readers(sent(), {"r1": 0, "r2": 0}), ("r1", 10, 6), ("r2", 8, 4))
    assert (one.state, one.score) == (ApplicationState.READ, 14.0)


def test_two_that_are_far_apart_call_for_a_third() -> None:
    """And the two nearest make the score."""
    asked = ask_readers(sent(), {"r1": 0, "r2": 0})
    one = _given(asked, ("r1", 12, 8), ("r2", 2, 1))
    assert (one.state, one.score, one.readers) == ("submitted", None, ("r1", "r2", "r3"))
    one = _given(one, ("r3", 11, 7))
    assert (one.state, one.score) == (ApplicationState.READ, 19.0)


@given(st.lists(st.integers(0, 20), min_size=3, max_size=3), st.floats(0, 1))
def test_a_third_reading_always_settles(totals: list[int], apart_max: float) -> None:
    """The score lies within the readings, whatever their order."""
    readings = tuple(Reading(str(n), (total,), "") for n, total in enumerate(totals))
    score = score_of(readings, 20, apart_max)
    assert score is not None
    assert min(totals) <= score <= max(totals)
    assert score == score_of(readings[::-1], 20, apart_max)


def test_only_who_was_asked_reads_and_only_once() -> None:
    """And points stay within the rubric."""
    one = ask_readers(sent(), {"r1": 0, "r2": 0})
    for reader, points, reason in (
        ("r9", (1, 1), NotYours), ("r1", (13, 1), Invalid), ("r1", (-1, 1), Invalid),
        ("r1", (1,), Invalid),
    ):  # fmt: skip
        answer = read(one, programme(), Reading(reader, points, ""))
        assert isinstance(answer, Refused)
        assert isinstance(answer.reason, reason)
    one = _given(one, ("r1", 1, 1))
    again = read(one, programme(), Reading("r1", (2, 2), ""))
    assert isinstance(again, Refused)


def test_who_knows_the_applicant_passes_it_on() -> None:
    """And somebody else is asked."""
    one = pass_on(ask_readers(sent(), {"r1": 0, "r2": 0}), "r1")
    assert isinstance(one, Application)
    assert one.readers == ("r2",)
    assert ask_readers(one, {"r1": 0, "r2": 0}).readers == ("r2",), "nor is r1 asked again"
    assert ask_readers(one, {"r1": 0, "r2": 0, "r3": 9}).readers == ("r2", "r3")
    assert isinstance(pass_on(one, "r1"), Refused)


def test_what_is_withdrawn_is_forgotten() -> None:
    """Name, contact, home and answers; a selected one cannot be withdrawn."""
    gone = withdraw(sent())
    assert isinstance(gone, Application)
    assert gone.state is ApplicationState.WITHDRAWN
    assert "石晓梅" not in str(gone)
    assert gone.answers == ()
    for state in (ApplicationState.SELECTED, ApplicationState.WITHDRAWN):
        answer = withdraw(application("x", 1.0, state))
        assert isinstance(answer, Refused)
        assert isinstance(answer.reason, AlreadyDecided)
