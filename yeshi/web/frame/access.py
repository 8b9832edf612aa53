"""Who asks, and who may call a route: one word beside each, and no route without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders.group_seen import seat_at
from yeshi.people.actor import NOBODY, Actor, ActorKind, admit, admit_to, signed_in, visitor
from yeshi.people.bearer import KeyBearer
from yeshi.people.person import (
    CITY,
    COUNTER,
    FOUNDING,
    STEWARDS,
    TILL,
    NotAllowed,
    Person,
    Role,
    SignInFirst,
)
from yeshi.people.session import SignedIn, SignInStep
from yeshi.web.frame.allowance import AskedTooMuch
from yeshi.web.frame.bearing import bearer_of
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.visitor import Visitor


class Denied(Exception):
    """Who asks may not call the route; `refused` says what is missing."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused
        super().__init__(refused.reason.code())


async def desk_of(request: Request) -> Desk:
    """The desk of the city that the application serves; it acts for whoever asks."""
    desk: Desk = request.app.state.desk
    return replace(desk, engine=desk.engine.acting(await _actor_of(request, desk)))


async def _actor_of(request: Request, desk: Desk) -> Actor:
    """A person with the roles they have now, or somebody known by their device alone."""
    secret = bearer_of(request)
    if secret is not None:
        return await _by_key(request, desk, secret)
    guest = request.state.guest = desk.visitors.of(request)
    person = request.state.person = request.state.session = request.state.scopes = None
    if desk.sign_in.has_cookie(request):
        found = await run_in_threadpool(desk.sign_in.session, request)
        request.state.session = found
        if found is not None and found[0].step is SignInStep.IN:
            person = request.state.person = found[1]
            if found[0].customer:
                guest.order_as(found[0].customer)
    if person is not None:
        # For who watches the request, and must not know who it is.
        request.state.by = "person"
        return signed_in(person, guest.customer)
    # Who comes without a cookie has had no name yet by which a key could be theirs alone.
    return replace(NOBODY, customer=guest.customer) if guest.is_new else visitor(guest.customer)


async def _by_key(request: Request, desk: Desk, secret: str) -> Actor:
    """The person whose key it is, who has no session; raises Denied, or AskedTooMuch."""
    found = await run_in_threadpool(_known_key, desk, secret)
    if isinstance(found, Refused):
        raise Denied(found)
    # Of a key that there is: what is made up has no allowance, and keeps none of others waiting.
    wait_s = desk.allowances.keys.take(found.id)
    if wait_s:
        raise AskedTooMuch(wait_s)
    request.state.guest = Visitor(found.customer)
    request.state.person, request.state.session = found.person, None
    request.state.scopes, request.state.by = found.scopes, "key"
    return signed_in(found.person, found.customer)


def _known_key(desk: Desk, secret: str) -> KeyBearer | Refused:
    return desk.sign_in.known_key(secret)


At = Annotated[Desk, Depends(desk_of)]


async def person_of(request: Request, _: At) -> Person | None:
    """Who is signed in; None for the public."""
    person: Person | None = request.state.person
    return person


async def session_of(request: Request, _: At) -> SignedIn | None:
    """The session of whoever is signed in, or is about to be; None for the public."""
    found: tuple[SignedIn, Person] | None = request.state.session
    return found[0] if found else None


async def guest_of(request: Request, desk: At) -> Visitor:
    """The visitor with their basket, a new one without a cookie of ours.

    Who sits at a table has what they want there in it.
    """
    guest: Visitor = request.state.guest
    if guest.table and guest.seat is None:
        seat = await run_in_threadpool(seat_at, desk.engine, guest.customer, guest.table)
        guest.sit_down(seat)
    return guest


async def customer_of(request: Request, _: At) -> str:
    """The visitor's id as a customer."""
    guest: Visitor = request.state.guest
    return guest.customer


async def reads_in(request: Request) -> str:
    """The language in which the answer is read."""
    return language_of(request)


@dataclass(frozen=True, slots=True)
class HalfWay:
    """Somebody who has shown their password in that session, and has to show more."""

    session: SignedIn
    person: Person


Signed = Annotated[Person | None, Depends(person_of)]
InSession = Annotated[SignedIn | None, Depends(session_of)]
Guest = Annotated[Visitor, Depends(guest_of)]
Customer = Annotated[str, Depends(customer_of)]
Language = Annotated[str, Depends(reads_in)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who may call a route: anybody, or whoever has one of the roles.

    `half_way`: who has shown their password, and has to show more. `where`: the city, or the part
    of the address that names the stall or courier; "" anywhere: then the command looks at where.
    `owns`: what is asked for belongs to somebody, and the command looks whether to them.
    `code`: whoever was let in by the one-time code of a city's set-up.
    """

    roles: tuple[Role, ...] = ()
    where: str = ""
    owns: bool = False
    signed: bool = False
    half_way: bool = False
    code: bool = False


def _allow(access: Access) -> list[Any]:
    """What a route depends on that may be called by these alone; raises Denied for others."""

    async def check(request: Request, desk: At) -> None:
        refused = _refusal(access, desk.engine.actor, request.path_params)
        if refused:
            raise Denied(refused)

    return says(access, check)


def says(access: Access, check: Callable[..., Any]) -> list[Any]:
    """What a route depends on that has `check` look whether it may be called."""
    check.access = access  # type: ignore[attr-defined]
    return [Depends(check)]


async def half_way_of(request: Request, _: At) -> HalfWay:
    """Somebody who is about to be in; raises Denied where there is nobody, or who is in already."""
    found: tuple[SignedIn, Person] | None = request.state.session
    if found is None or found[0].step is SignInStep.IN:
        raise Denied(Refused(SignInFirst()))
    return HalfWay(*found)


OnTheWay = Annotated[HalfWay, Depends(half_way_of)]


async def _half_way(_: OnTheWay) -> None:
    pass


# Where nobody is looked at: it costs nothing, and needs no database.
async def _let_in() -> None:
    pass


async def _let_command_look() -> None:
    pass


def access_of(dependency: object) -> Access | None:
    """Who may call the routes with this dependency, where it is one that says so."""
    access: Access | None = getattr(dependency, "access", None)
    return access


def _refusal(access: Access, by: Actor, path: dict[str, Any]) -> Refused | None:
    if access.where in path:
        return admit_to(by, Unknown(access.where, str(path[access.where])), *access.roles)
    if access.where:
        return admit(by, access.where, *access.roles)
    if by.kind is ActorKind.VISITOR and (access.signed or access.roles):
        return Refused(SignInFirst())
    if access.roles and not any(grant.role in access.roles for grant in by.grants):
        return Refused(NotAllowed(access.roles[0].value, CITY))
    return None


def _of(where: str, *roles: Role) -> list[Any]:
    return _allow(Access(roles=roles, where=where))


ANYBODY = says(Access(), _let_in)
# Anybody, and who has signed in may be told more.
TELLS_MORE = [*ANYBODY, Depends(person_of)]
# Whoever what is asked for belongs to: an order its customer, an application its applicant.
OWNER_ALONE = says(Access(owns=True), _let_command_look)
HALF_WAY_IN = says(Access(half_way=True), _half_way)
SIGNED_IN = _allow(Access(signed=True))
COUNTER_OF = _of("merchant", *COUNTER)
TILL_OF = _of("merchant", *TILL)
STALLHOLDER_OF = _of("merchant", Role.STALLHOLDER)
COURIER_OF = _of("courier", Role.COURIER)
OPERATORS = _of("", Role.OPERATOR)
OVERSEERS = _of("", Role.OPERATOR, Role.OWNER)
# Whoever gives roles to others somewhere; which and where, the command looks.
INVITERS = _of("", Role.OWNER, Role.OPERATOR, Role.STALLHOLDER)
# Who shows what a stall looks like: its owner, or an operator; where, the command looks.
SHOWERS = _of("", Role.STALLHOLDER, Role.OPERATOR)
OWNERS = _of(CITY, Role.OWNER)
OPERATORS_OF_CITY = _of(CITY, Role.OPERATOR)
STEWARDS_OF_CITY = _of(CITY, *STEWARDS)
CASHIERS_OF_CITY = _of(CITY, Role.OPERATOR, Role.TREASURER)
OFFICIALS = _of(CITY, Role.OFFICIAL)
# Who hides what the law forbids of what customers write.
HIDERS = _of(CITY, Role.OPERATOR, Role.OFFICIAL)
TREASURERS = _of(CITY, Role.TREASURER)
# Who pays out what is owed, and who besides may be the second of the two.
PAYMASTERS = _of(CITY, Role.TREASURER, Role.OWNER)
CAMPAIGNERS = _of(CITY, Role.OFFICIAL, Role.TREASURER)
AT_STALLS = _of("", *COUNTER)
AS_COURIERS = _of("", Role.COURIER)
FOUNDERS = _of(CITY, *FOUNDING)
# Who changes a programme and ends it; and whoever besides passes on what is left of it.
KEEPERS = _of("", Role.FOUNDATION, *FOUNDING)
ENDERS = _of("", Role.FOUNDATION, *FOUNDING, Role.TREASURER)
FOUNDATIONS = _of("", Role.FOUNDATION)
GRANTORS = _of("", Role.FOUNDATION, Role.APPROVER)
APPROVERS = _of("", Role.APPROVER)
READERS = _of("", Role.READER)
PARTIES = _of("", Role.SECRETARY, Role.PARTY)
# Who amends an accord and ends it.
STEERERS = _of("", Role.SECRETARY, *FOUNDING)
