"""A stall in the control room over JSON: held, let go, acted for, or given a menu."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import NOTE_LENGTH_MAX, PRICE_FEN_MAX
from yeshi.base.money import Money
from yeshi.flow.orders import acting_for
from yeshi.flow.orders.acting_for import Step
from yeshi.flow.stalls import entering_menus, holding
from yeshi.flow.stalls.entering_menus import ROWS_MAX
from yeshi.market.brought import BroughtRow
from yeshi.web.frame.access import OPERATORS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, NameBody, chosen
from yeshi.web.frame.fields import Id, IdempotencyKey, Line
from yeshi.web.frame.scopes import CONTROL

router = APIRouter(prefix="/api", tags=["working"])


class Grounds(Body):
    """Why an operator does it, as the record keeps it."""

    why: Line = Field(min_length=1, max_length=NOTE_LENGTH_MAX)


class HoldBody(Grounds):
    """For how many minutes, and what customers read."""

    minutes: int = Field(ge=1, le=holding.MINUTES_MAX)
    says: Line = Field(min_length=1, max_length=NOTE_LENGTH_MAX)


class ForStallBody(Grounds):
    """What is done in the stall's place; `minutes` until what is accepted is ready."""

    step: Annotated[Step, chosen(Step)]
    minutes: int = Field(default=15, ge=1, le=240)


class MenuRowBody(Body):
    """A dish in one size, or in the only one, and the category that it stands in."""

    name: NameBody
    price_fen: int = Field(gt=0, le=PRICE_FEN_MAX)
    size: NameBody | None = None
    category: NameBody | None = None

    def read(self, currency: str) -> BroughtRow:
        """The row."""
        return BroughtRow(
            name=self.name.read(),
            price=Money(self.price_fen, currency),
            size=self.size.read() if self.size else None,
            category=self.category.read() if self.category else None,
        )


class MenuBody(Grounds):
    """A menu by its rows; rows of one name are the sizes of one dish."""

    rows: list[MenuRowBody] = Field(min_length=1, max_length=ROWS_MAX)


@router.post("/control/stalls/{merchant}/hold", dependencies=[*OPERATORS, *CONTROL])
def hold(desk: At, reply: Reply, merchant: Id, said: HoldBody, key: IdempotencyKey) -> JSONResponse:
    """Have a stall take no orders for so many minutes."""
    named = f"api:hold:{key}"
    return reply.answered(
        holding.hold(desk.engine, named, merchant, said.minutes, said.says, said.why)
    )


@router.post("/control/stalls/{merchant}/release", dependencies=[*OPERATORS, *CONTROL])
def release(
    desk: At, reply: Reply, merchant: Id, said: Grounds, key: IdempotencyKey
) -> JSONResponse:
    """Let a stall that is held take orders again."""
    return reply.answered(holding.release(desk.engine, f"api:release:{key}", merchant, said.why))


@router.post("/control/stalls/{merchant}/menu", dependencies=[*OPERATORS, *CONTROL])
def enter_menu(
    desk: At, reply: Reply, merchant: Id, said: MenuBody, key: IdempotencyKey
) -> JSONResponse:
    """Put a menu online for a stall, which is told of it; how many dishes are new and changed."""
    rows = tuple(row.read(desk.engine.terms.currency) for row in said.rows)
    named = f"api:menu:{key}"
    return reply.answered(
        entering_menus.enter_menu(desk.engine, named, merchant, rows, said.why.strip())
    )


@router.post("/control/orders/{order}/act-for/{merchant}", dependencies=[*OPERATORS, *CONTROL])
def act_for(
    desk: At, reply: Reply, order: Id, merchant: Id, said: ForStallBody, key: IdempotencyKey
) -> JSONResponse:
    """Take the step for a stall that does not answer."""
    named = f"api:act-for:{key}"
    return reply.answered(
        acting_for.act_for(desk.engine, named, order, merchant, said.step, said.why, said.minutes)
    )
