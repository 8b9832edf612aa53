"""A group over JSON: opening, joining, choosing, paying one's part, and ordering."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, Field, TypeAdapter

from yeshi.base.limits import ADDRESS_LENGTH_MAX, FEN_MAX, NOTE_LENGTH_MAX, TIP_FEN_MAX
from yeshi.base.money import Money
from yeshi.base.phones import WRITTEN_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.orders import group_host, group_ordering, group_paying, grouping
from yeshi.flow.orders.group_paying import PartAsked
from yeshi.flow.orders.group_seen import Standing, TogetherSeen, group_of
from yeshi.flow.orders.grouping import GroupWish
from yeshi.geo.point import Point
from yeshi.orders.group import GroupPays
from yeshi.orders.order import Destination
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import East, Id, IdempotencyKey, Line, North
from yeshi.web.frame.scopes import ORDER, READ
from yeshi.web.shop.ordering_api import Quantities, TermsRequest, wished

Name = Annotated[Line, Field(max_length=100, examples=["小李"])]

router = APIRouter(prefix="/api", tags=["groups"])


class OpenRequest(Body):
    """What the host wants, what they are called, who pays, and for how long others may choose.

    Where each pays, the door is said now; who pays for all says it with their quote.
    """

    items: Quantities
    name: Name
    pays: Literal["one", "each"]
    minutes: Literal[15, 30, 45, 60, 90] = 30
    x: East | None = None
    y: North | None = None
    address: Line = Field("", max_length=ADDRESS_LENGTH_MAX)
    door_note: Line = Field("", max_length=NOTE_LENGTH_MAX)
    phone: Line = Field("", max_length=WRITTEN_LENGTH_MAX)
    round_up: Id | None = Field(None, description="a programme's id; where each pays")


class JoinRequest(Body):
    """What a guest is called."""

    name: Name


class PartRequest(Body):
    """The most that one's part can come to, as it was shown."""

    fen: int = Field(ge=0, le=FEN_MAX)
    tip_fen: int = Field(0, ge=0, le=TIP_FEN_MAX, description="wholly the courier's, on top")


class GuestLine(Body):
    """So many of something on a guest's list, and what they come to."""

    item: str
    quantity: int
    fen: int


class GuestTold(Body):
    """A guest with their list; guests count from 1 on, the host first."""

    guest: int
    name: str
    standing: Standing
    lines: list[GuestLine]
    fen: int


class GroupTold(Body):
    """A group; `me`: which guest asks. `part_fen` and `fees_fen_most`: what is one's own to pay.

    `rounded_fen_most`: the most of what is rounded up, for the programme `round_up`. `held_fen`:
    what is held of one's own wallet, `paid_fen`: what one paid in the end, of which `tip_fen` is
    the courier's.
    """

    group: str
    state: Literal["open", "ordered", "called_off"]
    pays: Literal["one", "each"]
    place: str
    deadline: AwareDatetime
    me: int | None
    guests: list[GuestTold]
    part_fen: int | None
    fees_fen_most: int | None
    rounded_fen_most: int | None
    round_up: str | None
    tip_fen: int | None
    held_fen: int | None
    paid_fen: int | None
    order: str | None
    why: str


_TOLD = TypeAdapter(GroupTold)


@router.post(
    "/groups", summary="Open a basket that all who have its link fill",
    dependencies=[*ANYBODY, *ORDER],
)  # fmt: skip
def open_(
    desk: At, customer: Customer, reply: Reply, asked: OpenRequest, key: IdempotencyKey
) -> JSONResponse:
    """The group's id, which its link carries."""
    to = None
    if asked.x is not None and asked.y is not None:
        to = Destination(Point(asked.x, asked.y), asked.address, asked.door_note, asked.phone)
    wish = GroupWish(
        name=asked.name, pays=GroupPays(asked.pays), minutes=asked.minutes, to=to,
        round_up=asked.round_up,
    )  # fmt: skip
    named = f"api:{customer}:{key}"
    return reply.answered(grouping.open_group(desk.engine, named, customer, asked.items, wish))


@router.get(
    "/groups/{group}", summary="The lists of a group, by its link",
    response_model=GroupTold, dependencies=[*ANYBODY, *READ],
)  # fmt: skip
def group(desk: At, customer: Customer, reply: Reply, group: Id) -> JSONResponse:
    """Who wants what, and what is one's own to pay."""
    found = group_of(desk.engine, customer, group)
    return reply.found(found if isinstance(found, Refused) else _told(found), _TOLD)


@router.post(
    "/groups/{group}/join", summary="Be in a group, by its link", dependencies=[*ANYBODY, *ORDER]
)
def join(
    desk: At, customer: Customer, reply: Reply, group: Id, asked: JoinRequest, key: IdempotencyKey
) -> JSONResponse:
    """The group's id."""
    named = f"api:{customer}:{key}"
    return reply.answered(grouping.join(desk.engine, named, customer, group, asked.name))


@router.post(
    "/groups/{group}/wanted", summary="Say what one wants in a group: this and nothing else",
    dependencies=[*OWNER_ALONE, *ORDER],
)  # fmt: skip
def want(
    desk: At, customer: Customer, reply: Reply, group: Id, items: Quantities, key: IdempotencyKey
) -> JSONResponse:
    """The group's id."""
    named = f"api:{customer}:{key}"
    return reply.answered(grouping.want(desk.engine, named, customer, group, items))


@router.post(
    "/groups/{group}/pay", summary="Pay one's own part of a group, which is held until it orders",
    dependencies=[*OWNER_ALONE, *ORDER],
)  # fmt: skip
def pay(
    desk: At, customer: Customer, reply: Reply, group: Id, asked: PartRequest, key: IdempotencyKey
) -> JSONResponse:
    """The group's id."""
    currency = desk.engine.terms.currency
    amount, tip = Money(asked.fen, currency), Money(asked.tip_fen, currency)
    named = f"api:{customer}:{key}"
    answer = group_paying.pay_part(desk.engine, named, customer, group, amount, tip or None)
    return reply.answered(answer)


@router.post(
    "/groups/{group}/take-back", summary="Have back what is held of one's own part",
    dependencies=[*OWNER_ALONE, *ORDER],
)  # fmt: skip
def take_back(
    desk: At, customer: Customer, reply: Reply, group: Id, key: IdempotencyKey
) -> JSONResponse:
    """The group's id."""
    named = f"api:{customer}:{key}"
    return reply.answered(group_paying.take_back(desk.engine, named, customer, group))


@router.post(
    "/groups/{group}/order", summary="Order with those who have paid: its host",
    dependencies=[*OWNER_ALONE, *ORDER],
)  # fmt: skip
def order(
    desk: At, customer: Customer, reply: Reply, group: Id, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    named = f"api:{customer}:{key}"
    return reply.answered(group_ordering.order_now(desk.engine, named, customer, group))


@router.post(
    "/groups/{group}/quote",
    summary="Price what all of a group want, for its host who pays for all: an order pays it",
    dependencies=[*OWNER_ALONE, *ORDER],
)  # fmt: skip
def quote(
    desk: At, customer: Customer, reply: Reply, group: Id, asked: TermsRequest, key: IdempotencyKey
) -> JSONResponse:
    """The quote's id."""
    wish = wished(desk, customer, asked, {})
    if isinstance(wish, Refused):
        return reply.refused(wish)
    named, at = f"api:{customer}:{key}", asked.wished_for
    return reply.answered(group_host.ask_for_all(desk.engine, named, wish, group, at))


@router.post(
    "/groups/{group}/call-off", summary="Call a group off: its host",
    dependencies=[*OWNER_ALONE, *ORDER],
)  # fmt: skip
def call_off(
    desk: At, customer: Customer, reply: Reply, group: Id, key: IdempotencyKey
) -> JSONResponse:
    """The group's id."""
    named = f"api:{customer}:{key}"
    return reply.answered(grouping.call_off(desk.engine, named, customer, group))


def _told(view: TogetherSeen) -> GroupTold:
    of, part = view.group, view.part if isinstance(view.part, PartAsked) else None
    return GroupTold(
        group=of.id,
        state=of.state.value,
        pays=of.pays.value,
        place=of.place,
        deadline=of.deadline,
        me=view.me,
        guests=[
            GuestTold(
                guest=one.number, name=one.name, standing=one.standing, fen=one.amount.fen,
                lines=[
                    GuestLine(item=line.written, quantity=line.quantity, fen=line.cost.fen)
                    for line in one.lines
                ],
            )
            for one in view.guests
        ],
        part_fen=part.lines.fen if part else None,
        fees_fen_most=part.fees_most.fen if part else None,
        rounded_fen_most=part.rounded_most.fen if part else None,
        round_up=of.round_up,
        tip_fen=view.tip.fen if view.tip is not None else None,
        held_fen=view.held.fen if view.held is not None else None,
        paid_fen=view.paid.fen if view.paid is not None else None,
        order=of.order,
        why=of.why,
    )  # fmt: skip
