"""Tries that come too often wait longer and longer, and nobody is locked out."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import EVENING
from yeshi.base.refused import Refused
from yeshi.people.person import TooManyTries
from yeshi.people.tries import (
    FORGOTTEN_AFTER,
    OF_ACCOUNT,
    OF_ADDRESS,
    WAIT_MAX,
    TriedBy,
    Tries,
)

ACCOUNT = TriedBy("a", OF_ACCOUNT)


def after(wrong: int) -> Tries:
    """The count after so many wrong tries, each as soon as it may come."""
    count = ACCOUNT.none_yet(EVENING)
    for _ in range(wrong):
        tried = ACCOUNT.tried(count, count.again_at)
        assert isinstance(tried, Tries)
        count = tried
    return count


def test_the_first_come_at_once_and_each_later_one_waits_twice_as_long() -> None:
    """To five minutes, never longer."""
    waits = [(after(n).again_at - after(n).tried_at).total_seconds() for n in range(1, 15)]
    assert waits == [0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_who_asks_too_soon_is_told_how_long_and_waits_no_longer_for_it() -> None:
    """The count stays as it was."""
    refused = ACCOUNT.tried(after(OF_ACCOUNT), EVENING + timedelta(seconds=0.5))
    assert refused == Refused(TooManyTries(2))


def test_a_right_one_begins_anew_but_gives_an_address_no_more_than_its_own() -> None:
    """Else whoever has an account could try the others with it."""
    address = TriedBy("x", OF_ADDRESS)
    assert ACCOUNT.right(after(9), EVENING).wrong == 0
    assert address.right(after(9), EVENING).wrong == 8


def test_what_nobody_tried_for_an_hour_is_forgotten() -> None:
    """It begins with the first."""
    count = after(12)
    tried = ACCOUNT.tried(count, count.tried_at + FORGOTTEN_AFTER)
    assert isinstance(tried, Tries)
    assert tried.wrong == 1


@given(st.lists(st.floats(0, 4000), max_size=60))
def test_never_more_than_allowed_whenever_they_come(gaps: list[float]) -> None:
    """In any hour: the first five, and then one after each wait."""
    count, at, let_in = ACCOUNT.none_yet(EVENING), EVENING, []
    for gap in gaps:
        at += timedelta(seconds=gap)
        tried = ACCOUNT.tried(count, at)
        if isinstance(tried, Tries):
            count = tried
            let_in.append(at)
            assert tried.again_at - at <= WAIT_MAX
    for first in range(len(let_in)):
        within = [one for one in let_in[first:] if one - let_in[first] < timedelta(seconds=2)]
        assert len(within) <= OF_ACCOUNT + 1
