"""Who acts: a visitor, a person with their roles, the clock, or the machine's console."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yeshi.base.refused import Refused, Unknown
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role, SignInFirst


class ActorKind(StrEnum):
    """In which of four ways somebody may be there."""

    VISITOR = "visitor"
    PERSON = "person"
    CLOCK = "clock"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts; `id` is the customer's, or the person's, and "" where there is no one.

    `customer`: as whom they order; "" for one who does not.
    """

    kind: ActorKind
    id: str = ""
    grants: tuple[Grant, ...] = ()
    customer: str = ""

    @property
    def name(self) -> str:
        """What the record and an idempotency key call them: `person:li`, `clock`."""
        return f"{self.kind}:{self.id}" if self.id else self.kind.value

    @property
    def keeps_house(self) -> bool:
        """Whether this is the city itself: its clock, or whoever has the machine."""
        return self.kind in (ActorKind.CLOCK, ActorKind.CONSOLE)

    def own(self, key: str, digest: str) -> str:
        """As what an idempotency key is kept: the actor has it alone.

        Of who is known by nothing, what they ask stands for them (`digest`).
        """
        if self.keeps_house:
            return key
        return _beginning(self.name if self.id else f"{self.name}:{digest}") + key

    @property
    def own_keys(self) -> str:
        """As what all of their keys begin, and nobody else's; for one who has an id."""
        return _beginning(self.name)

    def has(self, role: Role, *scopes: str) -> bool:
        """Whether they have the role in one of the scopes."""
        return any(grant.role is role and grant.scope in scopes for grant in self.grants)


def _beginning(who: str) -> str:
    # With its length, so that no id can end where a key of somebody else begins.
    return f"{len(who)}:{who}:"


CLOCK = Actor(ActorKind.CLOCK)
CONSOLE = Actor(ActorKind.CONSOLE)
NOBODY = Actor(ActorKind.VISITOR)


def visitor(customer: str) -> Actor:
    """Somebody who is known by their device alone."""
    return Actor(ActorKind.VISITOR, customer, customer=customer)


def signed_in(person: Person, customer: str = "") -> Actor:
    """A person with the roles they have now."""
    return Actor(ActorKind.PERSON, person.id, person.grants, customer)


def admit(by: Actor, scope: str, *roles: Role) -> Refused | None:
    """None for one who has any of the roles there; else what is missing."""
    if by.keeps_house or any(by.has(role, scope) for role in roles):
        return None
    if by.kind is ActorKind.VISITOR:
        return Refused(SignInFirst())
    return Refused(NotAllowed(roles[0].value, scope))


def admit_to(by: Actor, thing: Unknown, *roles: Role) -> Refused | None:
    """As `admit`, for a thing that is not there for who has no role in it: `Unknown(kind, id)`."""
    refused = admit(by, thing.id, *roles)
    return Refused(thing) if refused and by.kind is ActorKind.PERSON else refused


def admit_to_zone(by: Actor, zone: str, thing: Unknown, *roles: Role) -> Refused | None:
    """As `admit_to`, for a thing of a zone, where the city's role is the zone's as well."""
    refused = admit(by, CITY, *roles)
    if refused is None or any(by.has(role, zone) for role in roles):
        return None
    return Refused(thing) if any(grant.role in roles for grant in by.grants) else refused


def zones_overseen(by: Actor) -> tuple[str, ...] | None:
    """The zones of which somebody is the operator; None for all, where they are the city's."""
    if by.keeps_house or by.has(Role.OPERATOR, CITY):
        return None
    return tuple(sorted({one.scope for one in by.grants if one.role is Role.OPERATOR}))


def admit_customer(by: Actor, customer: str) -> Refused | None:
    """None for one who orders as that customer; else that the customer is somebody else."""
    same = by.keeps_house or (by.customer and by.customer == customer)
    return None if same else Refused(Unknown("customer", customer))
