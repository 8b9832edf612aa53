"""Inviting: somebody is sent a link, by which they come in, or take roles on, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yeshi.base.limits import NAME_LENGTH_MAX, beyond_reason
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.base.sentences import LANGUAGES
from yeshi.events.people import (
    InvitationSentAgain,
    InvitationUsed,
    InvitationWithdrawn,
    PersonInvited,
)
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.people import sessions
from yeshi.flow.people.giving import GRANTS_MAX, admit_to_grant
from yeshi.flow.people.places import zone_of_place
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.ports.messages import Links
from yeshi.flow.terms import Terms
from yeshi.people.actor import ActorKind, signed_in
from yeshi.people.contact import contact_of
from yeshi.people.granting import may_grant
from yeshi.people.invitation import (
    LASTS,
    ROLES_MAX,
    Invitation,
    InvitationOver,
    InvitationState,
    Sent,
)
from yeshi.people.person import Grant, Person, SignInFirst
from yeshi.people.proven import hinted
from yeshi.people.session import digest_of

PURPOSE = "invitation"
# Of one who invites, at a time: each is a message that somebody pays for.
OPEN_MAX = 60


@dataclass(frozen=True, slots=True)
class TooManyInvited(Reason):
    """So many invitations of theirs are open already."""

    open_max: int


@dataclass(frozen=True, slots=True)
class ToInvite:
    """An invitation that is to be told of: nothing of it, but which, and the how manieth time."""

    invitation: str
    number: int


def _went(turn: Turn, given: ToInvite, brought: Sent) -> None:
    invitation = turn.work.invitations.lock(given.invitation)
    if invitation is not None and invitation.number == given.number:
        turn.work.invitations.put(replace(invitation, sent=brought))


INVITING: ErrandKind[ToInvite, Sent] = ErrandKind(
    name="invitation",
    given=ToInvite,
    terms=ErrandTerms(tries=8, wait_s_first=30.0, limit_s=45.0),
    about=lambda given: given.invitation,
    on_done=_went,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Whom somebody invites, as they wrote it, to which roles, and why."""

    name: str
    contact: str
    language: str
    grants: tuple[Grant, ...]
    why: str


def invite(engine: Engine, key: str, invited: Invited, links: Links) -> Answer:
    """Invite somebody to roles that one may give; a message goes out with their link."""

    def act(turn: Turn) -> Answer:
        invitation = _invitation(turn, invited)
        if isinstance(invitation, Refused):
            return invitation
        keep_and_send(turn, invitation, invited.why, links)
        return Done({"invitation": invitation.id})

    return engine.perform(key, "invite", act, asked=(invited,))


def keep_and_send(turn: Turn, invitation: Invitation, why: str, links: Links) -> None:
    """Keep a new invitation with the digest of its link, and have it sent."""
    token = links.token(PURPOSE, invitation.id, invitation.number)
    turn.work.invitations.add(replace(invitation, digest=digest_of(token)))
    errands.write(turn, INVITING, ToInvite(invitation.id, invitation.number))
    turn.emit(PersonInvited(invitation.id, _told(invitation.grants), why))


def _invitation(turn: Turn, invited: Invited) -> Invitation | Refused:
    name, grants = invited.name.strip(), tuple(dict.fromkeys(invited.grants))
    if not 0 < len(name) <= NAME_LENGTH_MAX:
        return Refused(Invalid("name", f"1…{NAME_LENGTH_MAX}"))
    if not 0 < len(grants) <= ROLES_MAX:
        return Refused(Invalid("role", f"1…{ROLES_MAX}"))
    if invited.language not in LANGUAGES:
        return Refused(Invalid("language", "choice"))
    refused = admit_to_grant(turn.work, turn.by, grants, turn.terms) or beyond_reason(invited.why)
    if refused:
        return refused
    contact = contact_of(invited.contact, turn.terms.phone_region)
    if isinstance(contact, Refused):
        return contact
    own = [one for one in turn.work.invitations.all() if one.by == turn.by.name]
    if sum(one.lasts(turn.now) for one in own) >= OPEN_MAX:
        return Refused(TooManyInvited(OPEN_MAX))
    return Invitation(
        id=turn.new_id("iv"),
        digest="",
        name=name,
        contact=contact,
        language=invited.language,
        grants=grants,
        by=turn.by.name,
        made_at=turn.now,
        ends_at=turn.now + LASTS,
    )


def send_again(engine: Engine, key: str, id_: str, links: Links) -> Answer:
    """Send an invitation with another link, for a week more; the link before is over."""

    def act(turn: Turn) -> Answer:
        invitation = _of_inviter(turn.work, engine, id_, lock=True)
        if isinstance(invitation, Refused):
            return invitation
        token = links.token(PURPOSE, id_, invitation.number + 1)
        after = invitation.sent_again(digest_of(token), turn.now)
        if isinstance(after, Refused):
            return after
        turn.work.invitations.put(after)
        errands.write(turn, INVITING, ToInvite(id_, after.number))
        turn.emit(InvitationSentAgain(id_))
        return Done({"invitation": id_})

    return engine.perform(key, "send_invitation_again", act, asked=(id_,))


def withdraw(engine: Engine, key: str, id_: str) -> Answer:
    """Have nobody come in by an invitation any more."""

    def act(turn: Turn) -> Answer:
        invitation = _of_inviter(turn.work, engine, id_, lock=True)
        if isinstance(invitation, Refused):
            return invitation
        if invitation.state is not InvitationState.OPEN:
            return Refused(InvitationOver())
        turn.work.invitations.put(replace(invitation, state=InvitationState.WITHDRAWN))
        turn.emit(InvitationWithdrawn(id_))
        return Done({"invitation": id_})

    return engine.perform(key, "withdraw_invitation", act, asked=(id_,))


def link_of(engine: Engine, id_: str, links: Links) -> str | Refused:
    """The whole link of an open invitation, for who may give its roles."""
    with engine.store.read() as work:
        invitation = _of_inviter(work, engine, id_)
    if isinstance(invitation, Refused):
        return invitation
    if not invitation.lasts(engine.clock.now()):
        return Refused(InvitationOver())
    return links.address(links.token(PURPOSE, id_, invitation.number))


def by_token(engine: Engine, token: str) -> Invitation | Refused:
    """The invitation whose link carries this, if somebody may still come by it."""
    with engine.store.read() as work:
        invitation = work.invitations.get(_id_in(token))
        return _still(work, invitation, token, engine)


def accept(engine: Engine, key: str, token: str, id_: str, secret: str) -> Answer:
    """Come in by a link under that sign-in name, with the hash of a password; once."""

    def act(turn: Turn) -> Answer:
        invitation = _still(turn.work, turn.work.invitations.lock(_id_in(token)), token, engine)
        if isinstance(invitation, Refused):
            return invitation
        if turn.work.persons.lock(id_) is not None:
            return Refused(Invalid("id", f"{id_} exists"))
        turn.work.persons.add(Person(id_, invitation.name, invitation.grants, secret))
        _use(turn, invitation, id_)
        return Done({"person": id_})

    return engine.perform(key, "accept_invitation", act, asked=(digest_of(token), id_))


def take_on(engine: Engine, key: str, token: str) -> Answer:
    """Take the roles of a link on, as the person one is; all sessions end, for roles changed."""

    def act(turn: Turn) -> Answer:
        if turn.by.kind is not ActorKind.PERSON:
            return Refused(SignInFirst())
        invitation = _still(turn.work, turn.work.invitations.lock(_id_in(token)), token, engine)
        if isinstance(invitation, Refused):
            return invitation
        person = turn.work.persons.must_lock(turn.by.id)
        grants = tuple(dict.fromkeys((*person.grants, *invitation.grants)))
        if len(grants) > GRANTS_MAX:
            return Refused(Invalid("role", f"> {GRANTS_MAX}"))
        turn.work.persons.put(replace(_named(turn, person, invitation), grants=grants))
        sessions.end_all(turn, person.id)
        _use(turn, invitation, person.id)
        return Done({"person": person.id})

    return engine.perform(key, "take_roles_on", act, asked=(digest_of(token),))


def forget_old(turn: Turn) -> int:
    """Forget invitations that were over long ago, with whom they named; how many they were."""
    old = [one for one in turn.work.invitations.all() if one.is_old(turn.now)]
    turn.work.invitations.forget([one.id for one in old])
    return len(old)


def _use(turn: Turn, invitation: Invitation, person: str) -> None:
    used = replace(invitation, state=InvitationState.USED, person=person)
    turn.work.invitations.put(used)
    turn.emit(InvitationUsed(person, invitation.id, _told(invitation.grants)))


def _named(turn: Turn, person: Person, invitation: Invitation) -> Person:
    """The person, under the name by which they are invited where they have said none so far."""
    own = turn.work.proven_contacts.of(person.id)
    unnamed = any(person.name == hinted(one.contact) for one in own)
    return replace(person, name=invitation.name) if unnamed else person


def _id_in(token: str) -> str:
    return token.partition(".")[0]


def _still(
    work: Work, invitation: Invitation | None, token: str, engine: Engine
) -> Invitation | Refused:  # fmt: skip
    """The invitation, if the token is its last one, and who invited might do so today."""
    if invitation is None or invitation.digest != digest_of(token):
        return Refused(InvitationOver())
    might = _might_give(work, invitation, engine.terms)
    return (
        invitation if might and invitation.lasts(engine.clock.now()) else Refused(InvitationOver())
    )


def _might_give(work: Work, invitation: Invitation, terms: Terms) -> bool:
    """Whether its roles are those of who invited to give: one who was sent away invites nobody."""
    kind, _, id_ = invitation.by.partition(":")
    if kind != ActorKind.PERSON:
        return True
    inviter = work.persons.get(id_)
    if inviter is None:
        return False
    by = signed_in(inviter)
    zones = [(grant, zone_of_place(work, grant, terms)) for grant in invitation.grants]
    return all(zone is not None and may_grant(by, grant, zone) for grant, zone in zones)


def _of_inviter(
    work: Work, engine: Engine, id_: str, lock: bool = False
) -> Invitation | Refused:  # fmt: skip
    """The invitation, for who may give its roles; to others it is not there."""
    found = work.invitations.lock(id_) if lock else work.invitations.get(id_)
    grants: Sequence[Grant] = found.grants if found else ()
    refused = admit_to_grant(work, engine.actor, grants, engine.terms)
    if refused and not isinstance(refused.reason, Unknown):
        return refused
    return found if found and not refused else Refused(Unknown("invitation", id_))


def _told(grants: Sequence[Grant]) -> tuple[str, ...]:
    return tuple(f"{grant.role}@{grant.scope}" for grant in grants)
