"""Who has which role, who is invited, and coming in by an invitation, over JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.people import giving, inviting, seeing
from yeshi.flow.people.inviting import Invited
from yeshi.flow.people.seeing import Looked, PeopleSeen
from yeshi.flow.ports import Answer
from yeshi.people.contact import MAIL_LENGTH_MAX, By
from yeshi.people.invitation import ROLES_MAX, Sent
from yeshi.people.person import Grant, Role
from yeshi.web.frame.access import ANYBODY, INVITERS, SIGNED_IN, At, InSession
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, Why, chosen
from yeshi.web.frame.fields import Id, IdempotencyKey, IdOrNone, Line, NewId, Secret, Start, Token
from yeshi.web.frame.scopes import NO_KEY
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people import coming_in
from yeshi.web.people.api import HowFar, how_far
from yeshi.web.people.showing import with_cookies_of

router = APIRouter(prefix="/api", tags=["people"])
Ids = dict[Literal["person"], str]
Withdrawn = dict[Literal["invitation"], str]


class GrantBody(Body):
    """A role somewhere: `scope` is `city`, or the id of the place."""

    role: Annotated[Role, chosen(Role)]
    scope: Id

    def read(self) -> Grant:
        """The grant."""
        return Grant(self.role, self.scope)


class RoleBody(Why):
    """A role that is given or taken, and why."""

    role: Annotated[Role, chosen(Role)]
    scope: Id


class InviteBody(Why):
    """Whom one invites: a mail address, or a phone; `language`: in which they are written to."""

    name: Line = Field(min_length=1, max_length=NAME_LENGTH_MAX)
    contact: Line = Field(min_length=3, max_length=MAIL_LENGTH_MAX)
    language: Literal["zh", "en"]
    grants: list[GrantBody] = Field(min_length=1, max_length=ROLES_MAX)


class ComeInBody(Body):
    """What a link carries after its last stroke, and the name and password one wants."""

    token: Token
    id: NewId
    password: Secret


class TakeOnBody(Body):
    """What a link carries after its last stroke."""

    token: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTold:
    """Somebody with those roles that are one's own to give; `seen_at`: null for nowhere in."""

    id: str
    name: str
    grants: list[Grant]
    seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationTold:
    """An open invitation: `number` is how often it was sent, `sent` how it went the last time."""

    id: str
    name: str
    by: By
    address: str
    grants: list[Grant]
    number: int
    sent: Sent
    made_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTold:
    """A page of people by name; `after`: the start of the next one, null on the last."""

    people: list[PersonTold]
    count: int
    after: int | None
    invitations: list[InvitationTold]


_TOLD = TypeAdapter(PeopleTold)


@router.get("/people", dependencies=[*INVITERS, *NO_KEY], response_model=PeopleTold)
def people(
    desk: At,
    reply: Reply,
    text: Annotated[Line, Query(max_length=NAME_LENGTH_MAX)] = "",
    role: Annotated[Role | None, Query()] = None,
    stall: Annotated[IdOrNone, Query()] = "",
    start: Annotated[Start, Query()] = 0,
) -> JSONResponse:
    """The people whom one answers for, and whom one has invited."""
    looked = Looked(text.strip(), role, stall)
    found = seeing.people_seen(desk.engine, looked, desk.sign_in.wall.now(), start)
    return reply.found(found if isinstance(found, Refused) else _told(found), _TOLD)


@router.post("/people/{person}/roles/give", dependencies=[*INVITERS, *NO_KEY], response_model=Ids)
def give(desk: At, reply: Reply, person: Id, said: RoleBody, key: IdempotencyKey) -> JSONResponse:
    """Give somebody a role more: they sign in anew."""
    grant = Grant(said.role, said.scope)
    return reply.answered(
        giving.give_role(desk.engine, f"api:give-role:{key}", person, grant, said.why)
    )


@router.post("/people/{person}/roles/take", dependencies=[*INVITERS, *NO_KEY], response_model=Ids)
def take(desk: At, reply: Reply, person: Id, said: RoleBody, key: IdempotencyKey) -> JSONResponse:
    """Take a role from somebody: they sign in anew. The city keeps an owner."""
    grant = Grant(said.role, said.scope)
    return reply.answered(
        giving.take_role(desk.engine, f"api:take-role:{key}", person, grant, said.why)
    )


@router.post("/people/{person}/sign-out", dependencies=[*INVITERS, *NO_KEY], response_model=Ids)
def sign_out(desk: At, reply: Reply, person: Id, key: IdempotencyKey) -> JSONResponse:
    """End all sessions of somebody."""
    return reply.answered(giving.sign_out(desk.engine, f"api:sign-person-out:{key}", person))


@router.post("/invitations", dependencies=[*INVITERS, *NO_KEY])
def invite(desk: At, reply: Reply, said: InviteBody, key: IdempotencyKey) -> JSONResponse:
    """Invite somebody; the link is told once, and sent to them."""
    invited = Invited(
        name=said.name,
        contact=said.contact,
        language=said.language,
        grants=tuple(one.read() for one in said.grants),
        why=said.why,
    )
    answer = inviting.invite(desk.engine, f"api:invite:{key}", invited, desk.links)
    return _with_link(desk, reply, answer)


@router.post("/invitations/{invitation}/send-again", dependencies=[*INVITERS, *NO_KEY])
def send_again(desk: At, reply: Reply, invitation: Id, key: IdempotencyKey) -> JSONResponse:
    """Send it with another link, which is told once; the one before is over."""
    named = f"api:send-invitation:{key}"
    answer = inviting.send_again(desk.engine, named, invitation, desk.links)
    return _with_link(desk, reply, answer)


@router.post(
    "/invitations/{invitation}/withdraw",
    dependencies=[*INVITERS, *NO_KEY],
    response_model=Withdrawn,
)
def withdraw(desk: At, reply: Reply, invitation: Id, key: IdempotencyKey) -> JSONResponse:
    """Have nobody come in by it."""
    return reply.answered(
        inviting.withdraw(desk.engine, f"api:withdraw-invitation:{key}", invitation)
    )


@router.post("/come-in", dependencies=[*ANYBODY, *TRIES, *NO_KEY], response_model=HowFar)
def enter(
    desk: At, request: Request, reply: Reply, said: ComeInBody, key: IdempotencyKey
) -> JSONResponse:
    """Come in by an invitation, under a name and a password; one is signed in by it."""
    person = coming_in.come_in(desk, f"api:come-in:{key}", said.token, said.id, said.password)
    if isinstance(person, Refused):
        return reply.refused(person)
    came = Response()
    step = coming_in.enter(desk, request, person, came, None)
    return with_cookies_of(came, JSONResponse(how_far(person, step)))


@router.post("/come-in/take-on", dependencies=[*SIGNED_IN, *NO_KEY], response_model=HowFar)
def take_roles_on(
    desk: At,
    request: Request,
    reply: Reply,
    said: TakeOnBody,
    session: InSession,
    key: IdempotencyKey,
) -> JSONResponse:
    """Have the roles of an invitation besides one's own; all other devices are signed out."""
    person = coming_in.take_on(desk, request, f"api:take-on:{key}", said.token)
    if isinstance(person, Refused):
        return reply.refused(person)
    came = Response()
    step = coming_in.enter(desk, request, person, came, session)
    return with_cookies_of(came, JSONResponse(how_far(person, step)))


def _with_link(desk: At, reply: Reply, answer: Answer) -> JSONResponse:
    """What came of it, with the link beside."""
    if isinstance(answer, Refused):
        return reply.refused(answer)
    link = inviting.link_of(desk.engine, answer.data["invitation"], desk.links)
    return reply.refused(link) if isinstance(link, Refused) else JSONResponse(
        {**answer.data, "link": link}
    )  # fmt: skip


def _told(found: PeopleSeen) -> PeopleTold:
    return PeopleTold(
        people=[
            PersonTold(id=one.id, name=one.name, grants=list(one.grants), seen_at=one.seen_at)
            for one in found.people
        ],
        count=found.count,
        after=found.after,
        invitations=[
            InvitationTold(
                id=one.id,
                name=one.name,
                by=one.contact.by,
                address=one.contact.address,
                grants=list(one.grants),
                number=one.number,
                sent=one.sent,
                made_at=one.made_at,
                ends_at=one.ends_at,
            )
            for one in found.invitations
        ],
    )
