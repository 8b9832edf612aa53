"""Who has which role where, when they were seen last, and who is invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine
from yeshi.flow.people.giving import admit_to_people, manageable
from yeshi.flow.people.places import places_of, zone_of_place
from yeshi.flow.ports import Work
from yeshi.people.actor import Actor
from yeshi.people.granting import may_grant, roles_given_by
from yeshi.people.invitation import Invitation, InvitationState
from yeshi.people.person import COUNTER, NO_PASSWORD, Grant, Person, Role
from yeshi.people.session import SignedIn

PAGE = 50
# In a list from which a place is chosen; others are typed.
PLACES_MAX = 300


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody with those of their roles that are the reader's to give, and where they are in."""

    id: str
    name: str
    grants: tuple[Grant, ...]
    devices: tuple[SignedIn, ...] = ()

    @property
    def seen_at(self) -> datetime | None:
        """When any of their devices was seen last, by the clock on the wall; None for none in."""
        return self.devices[0].seen_at if self.devices else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleSeen:
    """A page of people by name, the open invitations, and what may be given where.

    `count`: of all who are looked for. `after`: from where the next page begins, None on the last.
    """

    people: tuple[PersonSeen, ...]
    count: int
    after: int | None
    invitations: tuple[Invitation, ...]
    roles: tuple[Role, ...]
    places: dict[str, Name]


@dataclass(frozen=True, slots=True)
class Looked:
    """Who is looked for: by a part of their name or of a place, by a role, or of a stall alone."""

    text: str = ""
    role: Role | None = None
    stall: str = ""

    def fits(self, name: str, id_: str, grants: tuple[Grant, ...]) -> bool:
        """Whether somebody with these is one of them."""
        if self.role is not None and not any(one.role is self.role for one in grants):
            return False
        if self.stall and not any(self.is_of_stall(one) for one in grants):
            return False
        words = (name, id_, *(one.scope for one in grants))
        return not self.text or any(self.text.casefold() in one.casefold() for one in words)

    def is_of_stall(self, grant: Grant) -> bool:
        """Whether it is a role at the stall that is looked at."""
        return grant.role in COUNTER and grant.scope == self.stall


def people_seen(
    engine: Engine, looked: Looked, wall: datetime, start: int = 0
) -> PeopleSeen | Refused:  # fmt: skip
    """Those whom the actor answers for and looks for, from the `start`th on; `wall`: now there."""
    refused = admit_to_people(engine.actor)
    if refused:
        return refused
    with engine.store.read() as work:
        everybody = [_seen(engine, work, looked, one) for one in work.persons.all()]
        found = [one for one in everybody if one and looked.fits(one.name, one.id, one.grants)]
        found.sort(key=lambda one: (one.name, one.id))
        some = found[start : start + PAGE]
        devices = work.sessions.open_of([one.id for one in some])
        invitations = [one for one in work.invitations.all() if _is_pending(one)]
        mine = [one for one in invitations if _is_mine(engine, work, looked, one)]
        roles = COUNTER[::-1] if looked.stall else roles_given_by(engine.actor)
        places = _places(engine, work, roles) if not looked.stall else {}
    return PeopleSeen(
        people=tuple(
            PersonSeen(
                one.id, one.name, one.grants,
                tuple(device for device in devices.get(one.id, ()) if device.lasts(wall)),
            )
            for one in some
        ),
        count=len(found),
        after=start + PAGE if len(found) > start + PAGE else None,
        invitations=tuple(sorted(mine, key=lambda one: (one.made_at, one.id), reverse=True)),
        roles=roles,
        places=places,
    )  # fmt: skip


def _is_pending(invitation: Invitation) -> bool:
    # One whose week is over is shown: it may be sent again.
    return invitation.state is InvitationState.OPEN


def _seen(engine: Engine, work: Work, looked: Looked, person: Person) -> PersonSeen | None:
    """The person as the actor sees them; None for one whom they do not answer for."""
    grants = manageable(work, engine.actor, person, engine.terms)
    if looked.stall:
        grants = tuple(one for one in grants if looked.is_of_stall(one))
    # An owner also sees who has no role at all, so that they can be given one; who is a customer
    # alone, they have to look for.
    is_customer = not person.grants and person.secret == NO_PASSWORD
    may_see = not looked.stall and not person.grants and _owns(engine.actor)
    alone = may_see and (bool(looked.text) or not is_customer)
    return PersonSeen(person.id, person.name, grants) if grants or alone else None


def _owns(by: Actor) -> bool:
    return Role.OWNER in roles_given_by(by)


def _is_mine(engine: Engine, work: Work, looked: Looked, invitation: Invitation) -> bool:
    if looked.stall and not all(looked.is_of_stall(one) for one in invitation.grants):
        return False
    return all(
        may_grant(engine.actor, one, zone_of_place(work, one, engine.terms) or "")
        for one in invitation.grants
    )


def _places(engine: Engine, work: Work, roles: tuple[Role, ...]) -> dict[str, Name]:
    """What there is to choose from for any of the roles; no more than a list can show."""
    found: dict[str, Name] = {}
    for role in roles:
        for id_, name in places_of(work, role, engine.terms).items():
            if id_ in found or len(found) >= PLACES_MAX:
                continue
            grant = Grant(role, id_)
            if may_grant(engine.actor, grant, zone_of_place(work, grant, engine.terms) or ""):
                found[id_] = name
    return found
