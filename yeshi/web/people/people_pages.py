"""Who has which role, and who is invited: for the city, and for one stall."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from yeshi.base.limits import NAME_LENGTH_MAX, NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.people import giving, inviting, seeing
from yeshi.flow.people.inviting import Invited
from yeshi.flow.people.seeing import Looked
from yeshi.flow.ports import Answer
from yeshi.people.contact import MAIL_LENGTH_MAX
from yeshi.people.person import CITY, Grant, Role
from yeshi.web.frame.access import INVITERS, OVERSEERS, STALLHOLDER_OF, At, Language
from yeshi.web.frame.answering import Page, local_path
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import FormPath, Id, IdOrNone, Key, Line, Start, or_none

PAGE = "/settings/people"
Why = Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)]
Where = Annotated[IdOrNone, Form()]
RoleOrNone = Annotated[Role | None, BeforeValidator(or_none)]
AnyRole = Annotated[RoleOrNone, Form()]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=OVERSEERS)
def people(
    desk: At,
    page: Page,
    text: Annotated[Line, Query(max_length=NAME_LENGTH_MAX)] = "",
    role: Annotated[RoleOrNone, Query()] = None,
    start: Annotated[Start, Query()] = 0,
) -> Response:
    """The people whom one answers for, and whom one has invited."""
    looked = Looked(text.strip(), role)
    found = seeing.people_seen(desk.engine, looked, desk.sign_in.wall.now(), start)
    if isinstance(found, Refused):
        return page.refused(found)
    return page.show(
        "people/people.html", view=found, looked=looked, stall=None, shown=desk.shown, start=start
    )


@router.get("/kitchen/{merchant}/people", dependencies=STALLHOLDER_OF)
def staff(desk: At, page: Page, merchant: Id) -> Response:
    """The people of a stall."""
    looked = Looked(stall=merchant)
    found = seeing.people_seen(desk.engine, looked, desk.sign_in.wall.now())
    if isinstance(found, Refused):
        return page.refused(found)
    with desk.engine.store.read() as work:
        stall = work.merchants.must(merchant)
    return page.show(
        "people/people.html", view=found, looked=looked, stall=stall, shown=desk.shown, start=0
    )


@router.post("/settings/people/invite", dependencies=INVITERS)
def invite(
    desk: At,
    page: Page,
    language: Language,
    key: Key,
    name: Annotated[Line, Form(max_length=NAME_LENGTH_MAX)],
    contact: Annotated[Line, Form(max_length=MAIL_LENGTH_MAX)],
    role: Annotated[Role, Form()],
    where: Where = "",
    role_2: AnyRole = None,
    where_2: Where = "",
    role_3: AnyRole = None,
    where_3: Where = "",
    reads: Annotated[IdOrNone, Form()] = "",
    why: Why = "",
    back: FormPath = PAGE,
) -> Response:
    """Invite somebody, and show the link once."""
    pairs = ((role, where), (role_2, where_2), (role_3, where_3))
    invited = Invited(
        name=name,
        contact=contact,
        language=reads or language,
        grants=tuple(_grant(one, place) for one, place in pairs if one is not None),
        why=why.strip(),
    )
    answer = inviting.invite(desk.engine, f"page:{key}", invited, desk.links)
    return _with_link(desk, page, answer, back)


@router.post("/settings/invitations/{invitation}/send-again", dependencies=INVITERS)
def send_again(desk: At, page: Page, invitation: Id, key: Key, back: FormPath = PAGE) -> Response:
    """Send it with another link, and show that once."""
    answer = inviting.send_again(desk.engine, f"page:{key}", invitation, desk.links)
    return _with_link(desk, page, answer, back)


@router.post("/settings/invitations/{invitation}/withdraw", dependencies=INVITERS)
def withdraw(desk: At, page: Page, invitation: Id, key: Key, back: FormPath = PAGE) -> Response:
    """Have nobody come in by it."""
    return page.back(
        inviting.withdraw(desk.engine, f"page:{key}", invitation), local_path(back), Deed.DONE
    )


@router.post("/settings/people/{person}/give", dependencies=INVITERS)
def give(
    desk: At, page: Page, person: Id, key: Key, role: Annotated[Role, Form()], where: Where = "",
    why: Why = "", back: FormPath = PAGE,
) -> Response:  # fmt: skip
    """Give somebody a role more."""
    answer = giving.give_role(desk.engine, f"page:{key}", person, _grant(role, where), why.strip())
    return page.back(answer, local_path(back))


@router.post("/settings/people/{person}/take", dependencies=INVITERS)
def take(
    desk: At, page: Page, person: Id, key: Key, role: Annotated[Role, Form()], where: Where = "",
    why: Why = "", back: FormPath = PAGE,
) -> Response:  # fmt: skip
    """Take a role from somebody."""
    answer = giving.take_role(desk.engine, f"page:{key}", person, _grant(role, where), why.strip())
    return page.back(answer, local_path(back))


@router.post("/settings/people/{person}/sign-out", dependencies=INVITERS)
def sign_out(desk: At, page: Page, person: Id, key: Key, back: FormPath = PAGE) -> Response:
    """End all sessions of somebody, as when their phone was lost."""
    return page.back(
        giving.sign_out(desk.engine, f"page:{key}", person), local_path(back), Deed.SIGNED_OUT
    )


def _grant(role: Role, where: str) -> Grant:
    """The role there; of the city where no place is named."""
    return Grant(role, where.strip() or CITY)


def _with_link(desk: At, page: Page, answer: Answer, back: str) -> Response:
    """The page that shows the link of the invitation that was made or sent again."""
    if isinstance(answer, Refused):
        return page.refused(answer, local_path(back))
    id_ = answer.data["invitation"]
    link = inviting.link_of(desk.engine, id_, desk.links)
    if isinstance(link, Refused):
        return page.refused(link, local_path(back))
    with desk.engine.store.read() as work:
        invitation = work.invitations.must(id_)
    return page.show(
        "people/invited.html", link=link, invitation=invitation, back=local_path(back),
        shown=invitation.contact.by in desk.shown,
    )  # fmt: skip
