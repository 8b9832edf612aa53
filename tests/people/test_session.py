"""How long a session lasts, and how often it is seen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import EVENING
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.people.session import DAY_LONG, HALF_WAY, STAYS, SignInStep, WayIn, digest_of, opened


def person(*roles: Role) -> Person:
    """Somebody with these roles."""
    return Person("p", "P", tuple(Grant(role, CITY) for role in roles), "hash")


@pytest.mark.parametrize(
    ("roles", "step", "lasts"),
    [
        ((Role.OFFICIAL,), SignInStep.IN, DAY_LONG),
        ((Role.COOK, Role.OPERATOR), SignInStep.IN, DAY_LONG),
        ((), SignInStep.IN, STAYS),
        ((Role.COOK, Role.STALLHOLDER), SignInStep.IN, STAYS),
        ((Role.COURIER,), SignInStep.IN, STAYS),
        ((Role.COURIER,), SignInStep.CODE, HALF_WAY),
        ((Role.OFFICIAL,), SignInStep.ENROL, HALF_WAY),
    ],
)
def test_how_long_it_lasts(roles: tuple[Role, ...], step: SignInStep, lasts: timedelta) -> None:
    """A stall's, courier's or customer's device stays; who may do more signs in each day."""
    session = opened("s", person(*roles), "", WayIn.PASSWORD, EVENING, step)
    assert session.lasts(EVENING + lasts - timedelta(seconds=1))
    assert not session.lasts(EVENING + lasts)


def test_it_is_seen_once_a_minute_and_prolonged_where_it_stays() -> None:
    """A session of twelve hours ends after them, however often it was used."""
    cook, official = person(Role.COOK), person(Role.OFFICIAL)
    of_cook = opened("s", cook, "", WayIn.PASSWORD, EVENING)
    of_official = opened("s", official, "", WayIn.PASSWORD, EVENING)
    soon, later = EVENING + timedelta(seconds=59), EVENING + timedelta(seconds=60)
    assert of_cook.seen(cook, soon) is of_cook
    assert of_cook.seen(cook, later).ends_at == later + STAYS
    assert of_official.seen(official, later).seen_at == later
    assert of_official.seen(official, later).ends_at == EVENING + DAY_LONG


def test_what_the_browser_keeps_is_not_kept_here() -> None:
    """But for a digest; a token that is no text has one as well."""
    assert "token" not in digest_of("token")
    assert digest_of("token") != digest_of("\ud800")
