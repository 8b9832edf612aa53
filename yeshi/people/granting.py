"""Who may give which role, and take it: the owner any, others those of whom they work with."""

from __future__ import annotations

from collections.abc import Iterable

from yeshi.people.actor import Actor
from yeshi.people.person import CITY, COUNTER, Grant, Role

# Whom the city's operator lets in, and whom a zone's does in the zone.
_OF_OPERATOR = (Role.OPERATOR, *COUNTER, Role.COURIER)
_OF_ZONE = (*COUNTER, Role.COURIER)


def may_grant(by: Actor, grant: Grant, zone: str) -> bool:
    """Whether they may give that role, and take it; `zone`: in which its place lies, or ""."""
    if by.keeps_house or by.has(Role.OWNER, CITY):
        return True
    if grant.role in COUNTER and by.has(Role.STALLHOLDER, grant.scope):
        return True
    if by.has(Role.OPERATOR, CITY):
        return grant.role in _OF_OPERATOR and grant.scope != CITY
    return grant.role in _OF_ZONE and zone != "" and by.has(Role.OPERATOR, zone)


def roles_given_by(by: Actor) -> tuple[Role, ...]:
    """The roles that they may give somewhere, in the order of `Role`; none for most."""
    if by.keeps_house or by.has(Role.OWNER, CITY):
        return tuple(Role)
    given: set[Role] = set()
    for grant in by.grants:
        if grant.role is Role.OPERATOR:
            given.update(_OF_OPERATOR if grant.scope == CITY else _OF_ZONE)
        elif grant.role is Role.STALLHOLDER:
            given.update(COUNTER)
    return tuple(role for role in Role if role in given)


def are_owners(grants: Iterable[Grant]) -> bool:
    """Whether somebody with these owns the city."""
    return Grant(Role.OWNER, CITY) in grants
