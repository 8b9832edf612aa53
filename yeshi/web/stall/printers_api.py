"""A stall's printers over JSON: entered, changed, tried and ended, and an order's slips printed."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.orders import slips
from yeshi.flow.stalls import menus, printers
from yeshi.market.printer import (
    CATEGORIES_MAX,
    HOST_LENGTH_MAX,
    PORT_LEAST,
    PORT_MOST,
    Coding,
    Printer,
    PrinterSaid,
    SlipKind,
)
from yeshi.web.frame.access import COUNTER_OF, STALLHOLDER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, chosen
from yeshi.web.frame.fields import Id, IdempotencyKey, Line, Words
from yeshi.web.frame.scopes import KITCHEN

router = APIRouter(prefix="/api", tags=["working"])
OfOrder = Annotated[Literal[SlipKind.KITCHEN, SlipKind.BILL, SlipKind.LABELS], chosen(SlipKind)]


class PrinterBody(Body):
    """A printer: where it stands, how wide its paper is, and what it prints.

    `categories`: of which categories, by their Chinese names, its kitchen slips have the dishes;
    none: of all.
    """

    name: Words
    address: Line = Field(min_length=1, max_length=HOST_LENGTH_MAX)
    port: int = Field(PORT_LEAST, ge=PORT_LEAST, le=PORT_MOST)
    width_mm: Literal[58, 80] = 58
    coding: Annotated[Coding, chosen(Coding)] = Coding.GB18030
    prints: list[OfOrder] = Field([SlipKind.KITCHEN], min_length=1, max_length=3)
    categories: list[Annotated[Line, Field(min_length=1, max_length=NAME_LENGTH_MAX)]] = Field(
        [], max_length=CATEGORIES_MAX
    )

    def read(self) -> PrinterSaid:
        """What is said of it."""
        return PrinterSaid(
            name=self.name, host=self.address.lower(), port=self.port, width_mm=self.width_mm,
            coding=self.coding, prints=tuple(dict.fromkeys(self.prints)),
            categories=tuple(dict.fromkeys(self.categories)),
        )  # fmt: skip


class SlipBody(Body):
    """Which slip of an order."""

    kind: OfOrder


@router.get(
    "/merchants/{merchant}/printers",
    response_model=list[Printer],
    dependencies=[*COUNTER_OF, *KITCHEN],
)
def listed(desk: At, reply: Reply, merchant: Id) -> list[Printer] | JSONResponse:
    """The stall's printers, with why each prints nothing where it does not."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return reply.refused(found)
    return [one.printer for one in printers.printers_of(desk.engine, merchant)]


@router.post("/merchants/{merchant}/printers", dependencies=[*STALLHOLDER_OF, *KITCHEN])
def enter(
    desk: At, reply: Reply, merchant: Id, said: PrinterBody, key: IdempotencyKey
) -> JSONResponse:
    """Have the stall print by it from now on."""
    named = f"api:{merchant}:{key}"
    return reply.answered(printers.enter_printer(desk.engine, named, merchant, said.read()))


@router.post("/merchants/{merchant}/printers/{printer}", dependencies=[*STALLHOLDER_OF, *KITCHEN])
def change(
    desk: At, reply: Reply, merchant: Id, printer: Id, said: PrinterBody, key: IdempotencyKey
) -> JSONResponse:
    """Say anew where it stands and what it prints."""
    named = f"api:{merchant}:{key}"
    return reply.answered(printers.say_anew(desk.engine, named, merchant, printer, said.read()))


@router.post("/merchants/{merchant}/printers/{printer}/try", dependencies=[*COUNTER_OF, *KITCHEN])
def put_to_trial(
    desk: At, reply: Reply, merchant: Id, printer: Id, key: IdempotencyKey
) -> JSONResponse:
    """Have it print a slip on trial."""
    named = f"api:{merchant}:{key}"
    return reply.answered(printers.try_printer(desk.engine, named, merchant, printer))


@router.post(
    "/merchants/{merchant}/printers/{printer}/end", dependencies=[*STALLHOLDER_OF, *KITCHEN]
)
def end(desk: At, reply: Reply, merchant: Id, printer: Id, key: IdempotencyKey) -> JSONResponse:
    """Print by it no more; what waits for it is not printed."""
    named = f"api:{merchant}:{key}"
    return reply.answered(printers.end_printer(desk.engine, named, merchant, printer))


@router.post("/merchants/{merchant}/orders/{order}/print", dependencies=[*COUNTER_OF, *KITCHEN])
def print_again(
    desk: At, reply: Reply, merchant: Id, order: Id, said: SlipBody, key: IdempotencyKey
) -> JSONResponse:
    """Have a slip of the order printed; one that was printed before says that it comes again."""
    named = f"api:{merchant}:{key}"
    return reply.answered(slips.print_again(desk.engine, named, merchant, order, said.kind))
