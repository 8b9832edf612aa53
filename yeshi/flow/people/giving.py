"""Giving and taking roles, with a reason; and signing somebody out whose device was lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from yeshi.base.limits import beyond_reason
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.events.people import PersonSignedOut, RoleGiven, RoleTaken
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.people import consents, keys, sessions
from yeshi.flow.people.places import zone_of_place
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.terms import Terms
from yeshi.people.actor import Actor, ActorKind
from yeshi.people.granting import are_owners, may_grant, roles_given_by
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role, SignInFirst

# Of one person; nobody works in so many places.
GRANTS_MAX = 200


@dataclass(frozen=True, slots=True)
class LastOwner(Reason):
    """The city would have no owner left."""


def give_role(engine: Engine, key: str, person_id: str, grant: Grant, why: str) -> Answer:
    """Give somebody a role more; they sign in anew, everywhere.

    Whoever is not the city's owner gives it to people whom they answer for already; all others
    are asked, by an invitation.
    """

    def act(turn: Turn) -> Answer:
        refused = beyond_reason(why) or admit_to_grant(turn.work, turn.by, [grant], turn.terms)
        if refused:
            return refused
        person = _known(turn, person_id)
        if isinstance(person, Refused):
            return person
        if grant not in person.grants:
            if len(person.grants) >= GRANTS_MAX:
                return Refused(Invalid("role", f"> {GRANTS_MAX}"))
            _give(turn, person, (*person.grants, grant))
            turn.emit(RoleGiven(person_id, grant.role.value, grant.scope, why))
        return Done({"person": person_id})

    return engine.perform(key, "give_role", act, asked=(person_id, grant, why))


def take_role(engine: Engine, key: str, person_id: str, grant: Grant, why: str) -> Answer:
    """Take a role from somebody; they sign in anew, everywhere. The city keeps an owner."""

    def act(turn: Turn) -> Answer:
        refused = beyond_reason(why) or admit_to_grant(turn.work, turn.by, [grant], turn.terms)
        if refused:
            return refused
        person = _known(turn, person_id)
        if isinstance(person, Refused):
            return person
        if grant in person.grants:
            if are_owners([grant]) and not is_owned_by_others(turn.work, person_id):
                return Refused(LastOwner())
            _give(turn, person, tuple(one for one in person.grants if one != grant))
            turn.emit(RoleTaken(person_id, grant.role.value, grant.scope, why))
        return Done({"person": person_id})

    return engine.perform(key, "take_role", act, asked=(person_id, grant, why))


def sign_out(engine: Engine, key: str, person_id: str) -> Answer:
    """End all sessions, keys and clients of somebody whom one answers for, as for a lost phone."""

    def act(turn: Turn) -> Answer:
        refused = admit_to_people(turn.by)
        if refused:
            return refused
        person = _known(turn, person_id)
        if isinstance(person, Refused):
            return person
        sessions.end_all(turn, person_id)
        keys.revoke_all(turn, person_id)
        consents.end_all(turn, person_id)
        turn.emit(PersonSignedOut(person_id))
        return Done({"person": person_id})

    return engine.perform(key, "sign_person_out", act, asked=(person_id,))


def admit_to_people(by: Actor) -> Refused | None:
    """None for one who gives roles somewhere; else what is missing."""
    if roles_given_by(by):
        return None
    if by.kind is ActorKind.VISITOR:
        return Refused(SignInFirst())
    return Refused(NotAllowed(Role.OWNER.value, CITY))


def admit_to_grant(
    work: Work, by: Actor, grants: Iterable[Grant], terms: Terms
) -> Refused | None:  # fmt: skip
    """None for one who may give all of these; a place that is not theirs is not there."""
    refused = admit_to_people(by)
    if refused:
        return refused
    for grant in grants:
        zone = zone_of_place(work, grant, terms)
        if zone is None or not may_grant(by, grant, zone):
            return Refused(Unknown("role", f"{grant.role}@{grant.scope}"))
    return None


def manageable(work: Work, by: Actor, person: Person, terms: Terms) -> tuple[Grant, ...]:
    """Those of the person's roles that the actor may take."""
    if by.keeps_house or by.has(Role.OWNER, CITY):
        return person.grants
    return tuple(
        grant
        for grant in person.grants
        if may_grant(by, grant, zone_of_place(work, grant, terms) or "")
    )


def _known(turn: Turn, person_id: str) -> Person | Refused:
    """The person, if the actor answers for them: any of their roles is the actor's to give."""
    person = turn.work.persons.lock(person_id)
    owns = turn.by.keeps_house or turn.by.has(Role.OWNER, CITY)
    if person is None or not (owns or manageable(turn.work, turn.by, person, turn.terms)):
        return Refused(Unknown("person", person_id))
    return person


def _give(turn: Turn, person: Person, grants: tuple[Grant, ...]) -> None:
    turn.work.persons.put(replace(person, grants=grants))
    sessions.end_all(turn, person.id)


def is_owned_by_others(work: Work, person_id: str) -> bool:
    """Whether somebody else owns the city, who stays its owner until the work is done."""
    others = [
        one.id for one in work.persons.all() if one.id != person_id and are_owners(one.grants)
    ]
    # Locked one by one, so that of two owners who take each other's role one comes second, and
    # finds out. Two that wait for each other end as a conflict, and are tried again.
    return any((one := work.persons.lock(id_)) and are_owners(one.grants) for id_ in others)
