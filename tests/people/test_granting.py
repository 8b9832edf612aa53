"""Who gives which role where: a table, and nobody gives more than it says."""

from __future__ import annotations

import pytest

from yeshi.people.actor import CLOCK, CONSOLE, NOBODY, Actor, ActorKind, visitor
from yeshi.people.granting import are_owners, may_grant, roles_given_by
from yeshi.people.person import CITY, COUNTER, Grant, Role

WEST = "west"
AT_STALL = {Grant(role, "a") for role in COUNTER}
COURIER = Grant(Role.COURIER, "x")
OF_ZONE = Grant(Role.OPERATOR, WEST)
# What there is to give, each with the zone of its place.
ALL = {
    **dict.fromkeys((*AT_STALL, COURIER), WEST),
    **{
        Grant(role, CITY): "" for role in (Role.OWNER, Role.OPERATOR, Role.TREASURER, Role.OFFICIAL)
    },
    OF_ZONE: "",
    Grant(Role.FOUNDATION, "p"): "",
    Grant(Role.APPROVER, "p"): "",
    Grant(Role.SECRETARY, "c"): "",
}


def who(*grants: Grant) -> Actor:
    """A person with these."""
    return Actor(ActorKind.PERSON, "p", grants)


@pytest.mark.parametrize(
    ("by", "gives"),
    [
        (CONSOLE, set(ALL)),
        (CLOCK, set(ALL)),
        (who(Grant(Role.OWNER, CITY)), set(ALL)),
        (who(Grant(Role.OPERATOR, CITY)), {*AT_STALL, COURIER, OF_ZONE}),
        (who(Grant(Role.OPERATOR, WEST)), {*AT_STALL, COURIER}),
        (who(Grant(Role.OPERATOR, "east")), set()),
        (who(Grant(Role.STALLHOLDER, "a")), AT_STALL),
        (who(Grant(Role.STALLHOLDER, "b")), set()),
        (who(Grant(Role.CASHIER, "a"), Grant(Role.COURIER, "x")), set()),
        (who(Grant(Role.TREASURER, CITY), Grant(Role.OFFICIAL, CITY)), set()),
        (who(), set()),
        (NOBODY, set()),
        (visitor("c"), set()),
    ],
)
def test_each_gives_those_of_whom_they_work_with(by: Actor, gives: set[Grant]) -> None:
    """And says so beforehand: a role that is given nowhere is not offered."""
    assert {grant for grant, zone in ALL.items() if may_grant(by, grant, zone)} == gives
    assert {grant.role for grant in gives} <= set(roles_given_by(by))
    assert bool(roles_given_by(by)) == bool(gives) or by.grants


def test_an_owner_is_one_of_the_city() -> None:
    """And of nothing else."""
    assert are_owners([Grant(Role.COOK, "a"), Grant(Role.OWNER, CITY)])
    assert not are_owners([Grant(Role.OWNER, "elsewhere"), Grant(Role.OPERATOR, CITY)])
