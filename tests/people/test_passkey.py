"""Passkeys and what they are asked: once, soon, by the one who asked, and never a copy's answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import EVENING
from yeshi.base.refused import Refused
from yeshi.people.passkey import ANSWERED_WITHIN, Passkey, PasskeyRefused, Purpose, asked

PASSKEY = Passkey(
    id="1",
    person="li",
    name="phone",
    credential="c",
    public_key=b"key",
    counter=0,
    added_at=EVENING,
)


@given(st.lists(st.integers(0, 5), max_size=10))
def test_one_that_counts_counts_on(counts: list[int]) -> None:
    """Once it has counted, each count is greater than the last; one that never does is let in."""
    passkey, last = PASSKEY, 0
    for count in counts:
        after = passkey.after_use(count, EVENING)
        assert isinstance(after, Passkey) is (count > last or count == last == 0)
        if isinstance(after, Passkey):
            passkey, last = after, count
            assert passkey.holds


def test_one_that_was_removed_lets_nobody_in() -> None:
    """However it counts."""
    assert PASSKEY.removed().after_use(9, EVENING) == Refused(PasskeyRefused())


@pytest.mark.parametrize(
    ("purpose", "bound", "after", "fits"),
    [
        (Purpose.ENTER, "browser", timedelta(0), True),
        (Purpose.REGISTER, "browser", timedelta(0), False),
        (Purpose.ENTER, "another", timedelta(0), False),
        (Purpose.ENTER, "browser", ANSWERED_WITHIN, False),
    ],
)
def test_what_is_asked_is_answered_by_who_asked(
    purpose: Purpose, bound: str, after: timedelta, fits: bool
) -> None:
    """For the same, within some minutes, and once."""
    challenge = asked(b"challenge", Purpose.ENTER, "browser", EVENING)
    assert challenge.fits(purpose, bound, EVENING + after) is fits
    assert not challenge.answered().fits(purpose, bound, EVENING + after)


def test_a_passkey_has_a_name() -> None:
    """Neither none nor a long text."""
    assert not replace(PASSKEY, name="").holds
    assert not replace(PASSKEY, name="x" * 61).holds
