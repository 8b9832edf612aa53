"""The best of a year are selected, within its places, ties by an open lot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.programmes.programmes import application, programme
from yeshi.base.refused import Refused
from yeshi.programmes.application import Application, ApplicationState, NoPlan
from yeshi.programmes.selection import Chosen, NoPlaces, StillUnread, lot, select


def chosen(places: int, applications: list[Application]) -> Chosen:
    """The selection, which must not be refused."""
    answer = select(programme(places), 2026, applications)
    assert isinstance(answer, Chosen), answer
    return answer


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12), st.integers(1, 12))
def test_nobody_waits_behind_a_lower_score(scores: list[int], places: int) -> None:
    """No more are selected than there are places, and none too few."""
    found = [application(f"a{n}", float(score)) for n, score in enumerate(scores)]
    said = chosen(places, found)
    assert len(said.selected) == min(places, len(found))
    assert len(said.selected) + len(said.waiting) == len(found)
    lowest = min((one.score or 0) for one in said.selected)
    assert all((one.score or 0) <= lowest for one in said.waiting)


def test_equals_are_drawn_by_a_lot_that_anybody_can_draw_again() -> None:
    """It does not depend on the order in which they came."""
    found = [application(f"a{n}", 3.0) for n in range(6)]
    first = [one.id for one in chosen(3, found).selected]
    assert first == [one.id for one in chosen(3, found[::-1]).selected]
    assert first == [one.id for one in sorted(found, key=lot)[:3]]
    assert first != ["a0", "a1", "a2"]


def test_places_taken_before_count() -> None:
    """And the waiting may move up."""
    found = [
        application("a", 9.0, ApplicationState.SELECTED),
        application("b", 2.0, ApplicationState.WAITING),
        application("c", 1.0),
    ]
    assert [one.id for one in chosen(2, found).selected] == ["b"]
    full = select(programme(1), 2026, found)
    assert isinstance(full, Refused)
    assert isinstance(full.reason, NoPlaces)


def test_nobody_is_selected_while_one_is_unread() -> None:
    """A withdrawn one does not hold up the others."""
    unread = select(programme(), 2026, [application("a", 2.0), application("b")])
    assert isinstance(unread, Refused)
    assert unread.reason == StillUnread(1)
    gone = application("b", None, ApplicationState.WITHDRAWN)
    assert len(chosen(2, [application("a", 2.0), gone]).selected) == 1
    nothing = select(programme(), 2031, [])
    assert isinstance(nothing, Refused)
    assert nothing.reason == NoPlan(2031)
