"""A stall's deals over JSON: what they cost, one tried on its last nights, started and ended."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import LINES_MAX, NAME_LENGTH_MAX, PRICE_FEN_MAX
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.orders import trying_deals
from yeshi.flow.orders.trying_deals import DealSeen, DealTried
from yeshi.flow.stalls import dealing
from yeshi.market.deal import AT_ONCE, OFF_BP_MAX, STEPS_MAX, Deal, DealKind, DealStep
from yeshi.web.frame.access import STALLHOLDER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, NameBody, chosen
from yeshi.web.frame.fields import Id, IdempotencyKey, Line, Moment
from yeshi.web.frame.scopes import KITCHEN
from yeshi.web.stall.dishes_api import ServedBody

router = APIRouter(prefix="/api/merchants/{merchant}/deals", tags=["working"])
MAY = [*STALLHOLDER_OF, *KITCHEN]


class DealStepBody(Body):
    """From dishes of so much on, so much comes off."""

    least_fen: int = Field(gt=0, le=PRICE_FEN_MAX)
    off_fen: int = Field(gt=0, le=PRICE_FEN_MAX)


class DealBody(Body):
    """A deal that the stall bears itself.

    `threshold` has `steps`; `second` and `hours` have `off_bp`, how much of the price comes off in
    basis points, and `items` or `categories` (by their Chinese names), without which they are of
    all dishes. `when`: on which days and hours, null for always. `limit_fen`: the most that it may
    cost in a night. `begins_at` null: now; `ends_at` null: until it is ended.
    """

    kind: Annotated[DealKind, chosen(DealKind)]
    name: NameBody
    begins_at: Moment | None = None
    ends_at: Moment | None = None
    steps: list[DealStepBody] = Field([], max_length=STEPS_MAX)
    off_bp: int = Field(0, ge=0, le=OFF_BP_MAX)
    items: list[Id] = Field([], max_length=LINES_MAX)
    categories: list[Annotated[Line, Field(min_length=1, max_length=NAME_LENGTH_MAX)]] = Field(
        [], max_length=LINES_MAX
    )
    when: ServedBody | None = None
    limit_fen: int | None = Field(None, gt=0, le=PRICE_FEN_MAX)

    def read(self, currency: str) -> Deal:
        """What is said of it."""
        return Deal(
            id="",
            kind=self.kind,
            name=self.name.read(),
            begins_at=self.begins_at or AT_ONCE,
            ends_at=self.ends_at,
            steps=tuple(
                DealStep(Money(one.least_fen, currency), Money(one.off_fen, currency))
                for one in self.steps
            ),
            off_bp=self.off_bp,
            items=tuple(dict.fromkeys(self.items)),
            categories=tuple(dict.fromkeys(self.categories)),
            when=self.when.read() if self.when else None,
            limit=Money(self.limit_fen, currency) if self.limit_fen else None,
        )


@router.get("", response_model=list[DealSeen], dependencies=MAY)
def listed(desk: At, reply: Reply, merchant: Id) -> list[DealSeen] | JSONResponse:
    """The stall's deals, with what each took off in the last seven nights and tonight."""
    found = trying_deals.deals_seen(desk.engine, merchant)
    return reply.refused(found) if isinstance(found, Refused) else found


@router.post("/try", response_model=DealTried, dependencies=MAY)
def put_to_trial(desk: At, reply: Reply, merchant: Id, said: DealBody) -> DealTried | JSONResponse:
    """What it would have cost in the last seven nights, if just as many had come; nothing is
    kept."""
    found = trying_deals.try_deal(desk.engine, merchant, said.read(desk.engine.terms.currency))
    return reply.refused(found) if isinstance(found, Refused) else found


@router.post("", dependencies=MAY)
def start(
    desk: At, reply: Reply, merchant: Id, said: DealBody, key: IdempotencyKey
) -> JSONResponse:
    """Have the stall take it off at its own cost."""
    named, deal = f"api:{merchant}:{key}", said.read(desk.engine.terms.currency)
    return reply.answered(dealing.start_deal(desk.engine, named, merchant, deal))


@router.post("/{deal}/end", dependencies=MAY)
def end(desk: At, reply: Reply, merchant: Id, deal: Id, key: IdempotencyKey) -> JSONResponse:
    """Have it take nothing off any more; quotes that were given keep theirs."""
    named = f"api:{merchant}:{key}"
    return reply.answered(dealing.end_deal(desk.engine, named, merchant, deal))
