"""A page leads to where whoever looks at it works, and signing in does."""

from __future__ import annotations

import pytest

from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.web.frame.entrances import PUBLIC, entrances_of, lands_at


def somebody(*grants: tuple[Role, str]) -> Person:
    """A person with these roles."""
    return Person("p", "P", tuple(Grant(role, scope) for role, scope in grants), None)


@pytest.mark.parametrize(
    ("grants", "doors", "lands"),
    [
        ((), [], "/"),
        ([(Role.COOK, "a")], ["kitchen"], "/kitchen/a"),
        ([(Role.COOK, "a"), (Role.STALLHOLDER, "b")], ["kitchen"], "/kitchen"),
        ([(Role.COOK, "a"), (Role.CASHIER, "a")], ["kitchen"], "/kitchen/a"),
        ([(Role.COURIER, "x")], ["courier"], "/courier/x"),
        ([(Role.OPERATOR, "west"), (Role.COURIER, "x")], ["control", "courier"], "/control"),
        ([(Role.OPERATOR, CITY)], ["control", "settings"], "/control"),
        ([(Role.OWNER, CITY)], ["settings", "money"], "/settings"),
        ([(Role.TREASURER, CITY)], ["money", "campaigns"], "/money"),
        ([(Role.OFFICIAL, CITY)], ["campaigns"], "/city"),
        ([(Role.READER, "p")], [], "/programmes"),
        ([(Role.PARTY, "a/b")], [], "/accords"),
    ],
)
def test_who_works_somewhere_gets_there(
    grants: list[tuple[Role, str]], doors: list[str], lands: str
) -> None:
    """And to all that is public."""
    person = somebody(*grants)
    assert entrances_of(person) == ["open", *doors, *PUBLIC]
    assert lands_at(person) == lands


def test_who_is_not_signed_in_sees_a_market() -> None:
    """And what is public; no door that is closed to them."""
    assert entrances_of(None) == ["open", *PUBLIC]
