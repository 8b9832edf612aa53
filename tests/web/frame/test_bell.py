"""The bell is on every page of a stall, and only for who answers its orders."""

from __future__ import annotations

import pytest

from yeshi.people.person import Grant, Person, Role
from yeshi.web.frame.bell import bell_of

COOK = Person("p", "P", (Grant(Role.COOK, "a"),), None)
COURIER = Person("q", "Q", (Grant(Role.COURIER, "a"),), None)


@pytest.mark.parametrize(
    ("path", "person", "stall"),
    [
        ("/kitchen/a", COOK, "a"),
        ("/kitchen/a/figures", COOK, "a"),
        ("/kitchen/a/dishes/a1", COOK, "a"),
        ("/kitchen/b", COOK, ""),
        ("/kitchen", COOK, ""),
        ("/kitchen/", COOK, ""),
        ("/stalls/a", COOK, ""),
        ("/kitchen/a", COURIER, ""),
        ("/kitchen/a", None, ""),
    ],
)
def test_the_bell_is_where_orders_are_answered(
    path: str, person: Person | None, stall: str
) -> None:
    """Of that stall, and of no other."""
    assert bell_of(path, person) == stall
