"""A customer's addresses over JSON."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import ADDRESS_LENGTH_MAX, NAME_LENGTH_MAX, NOTE_LENGTH_MAX
from yeshi.base.phones import WRITTEN_LENGTH_MAX
from yeshi.flow.orders import addresses
from yeshi.flow.orders.addresses import Whereabouts
from yeshi.orders.addresses import Address
from yeshi.web.frame.access import OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import NOT_KEPT, Reply
from yeshi.web.frame.bodies import PlaceBody
from yeshi.web.frame.fields import Id, IdempotencyKey, Line
from yeshi.web.frame.scopes import ORDER

router = APIRouter(prefix="/api/addresses", tags=["ordering"])


class AddressBody(PlaceBody):
    """What I call it, its place in degrees, the words that find the door, and a telephone number.

    A number without its country's code is read as one of the city's country.
    """

    name: Line = Field(min_length=1, max_length=NAME_LENGTH_MAX, examples=["home"])
    address: Line = Field(min_length=1, max_length=ADDRESS_LENGTH_MAX, examples=["五一广场 地铁口"])
    door_note: Line = Field("", max_length=NOTE_LENGTH_MAX)
    phone: Line = Field("", max_length=WRITTEN_LENGTH_MAX, examples=["+86 138 0013 8000"])

    def read(self) -> Whereabouts:
        """What flow is told."""
        return Whereabouts(
            name=self.name,
            place=self.point(),
            address=self.address,
            door_note=self.door_note,
            phone=self.phone,
        )


@router.get("", summary="My addresses, the last used first", dependencies=[*OWNER_ALONE, *ORDER])
def mine(desk: At, customer: Customer, response: Response) -> list[Address]:
    """None of whoever has kept none."""
    response.headers.update(NOT_KEPT)
    return list(addresses.book_of(desk.engine, customer).addresses)


@router.post("", summary="Keep an address", dependencies=[*OWNER_ALONE, *ORDER])
def add(
    desk: At, customer: Customer, reply: Reply, body: AddressBody, key: IdempotencyKey
) -> JSONResponse:
    """The address's id; refused where no courier reaches it."""
    named = f"api:{customer}:{key}"
    return reply.answered(addresses.add_address(desk.engine, named, customer, body.read()))


@router.post("/{address}", summary="Change an address", dependencies=[*OWNER_ALONE, *ORDER])
def change(
    desk: At, customer: Customer, reply: Reply, address: Id, body: AddressBody, key: IdempotencyKey
) -> JSONResponse:
    """The address's id."""
    named = f"api:{customer}:{key}"
    answer = addresses.change_address(desk.engine, named, customer, address, body.read())
    return reply.answered(answer)


@router.post(
    "/{address}/choose", summary="Use an address from now on", dependencies=[*OWNER_ALONE, *ORDER]
)
def choose(
    desk: At, customer: Customer, reply: Reply, address: Id, key: IdempotencyKey
) -> JSONResponse:
    """The address's id; it comes first from then on."""
    named = f"api:{customer}:{key}"
    return reply.answered(addresses.choose_address(desk.engine, named, customer, address))


@router.post("/{address}/remove", summary="Forget an address", dependencies=[*OWNER_ALONE, *ORDER])
def remove(
    desk: At, customer: Customer, reply: Reply, address: Id, key: IdempotencyKey
) -> JSONResponse:
    """The id that it had."""
    named = f"api:{customer}:{key}"
    return reply.answered(addresses.remove_address(desk.engine, named, customer, address))
