"""A stall's dishes over JSON: entered, said anew, off for tonight, ended; and what they share."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import PRICE_FEN_MAX, STOCK_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name, id_for
from yeshi.base.refused import Refused
from yeshi.flow.stalls import dishes, menus
from yeshi.market.catalogue import PARTS_MAX, SPICE_MAX, Allergen, Diet, Offered
from yeshi.market.entering import DishSaid
from yeshi.market.hours import Hours
from yeshi.market.options import CHOICES_MAX, GROUPS_MAX, Option, OptionGroup, OptionKind
from yeshi.market.serving import WEEK, Serving
from yeshi.market.shelf import SharedStock
from yeshi.web.frame.access import COUNTER_OF, STALLHOLDER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, NameBody, SayingBody, chosen
from yeshi.web.frame.fields import Id, IdempotencyKey, NewId, TimeOfDay
from yeshi.web.frame.scopes import KITCHEN

router = APIRouter(prefix="/api", tags=["working"])
Day = Annotated[int, Field(ge=0, le=6)]
More = Annotated[int, Field(ge=-PRICE_FEN_MAX, le=PRICE_FEN_MAX)]


class ChoiceBody(Body):
    """What may be chosen, and what it adds to the price in fen; `stock`: what it is made of.

    Baskets name it by its id, which is made of its English name where none is given.
    """

    id: NewId | None = None
    name: NameBody
    more_fen: More = 0
    stock: Id | None = None


class GroupBody(Body):
    """Choices of which a customer takes from `least` to `most`."""

    name: NameBody
    kind: Annotated[OptionKind, chosen(OptionKind)]
    choices: list[ChoiceBody] = Field(min_length=1, max_length=CHOICES_MAX)
    least: int = Field(1, ge=0, le=CHOICES_MAX)
    most: int = Field(1, ge=1, le=CHOICES_MAX)


class DishHoursBody(Body):
    """From when until when; what ends before it begins passes midnight."""

    opens: TimeOfDay
    closes: TimeOfDay


class ServedBody(Body):
    """On which business days (Monday is 0), and from when until when; null: all through them."""

    days: list[Day] = Field(list(WEEK), min_length=1, max_length=7)
    hours: DishHoursBody | None = None

    def read(self) -> Serving:
        """When it is served."""
        hours = Hours(self.hours.opens, self.hours.closes) if self.hours else None
        return Serving(tuple(sorted(set(self.days))), hours)


class DishBody(Body):
    """All that is said of a dish; what is left out is not said of it.

    `parts`: of a set the ids of its dishes. `stock`: what it shares with others. `served`: null
    for whenever the stall is open.
    """

    name: NameBody
    price_fen: int = Field(gt=0, le=PRICE_FEN_MAX)
    packing_fen: int = Field(0, ge=0, le=PRICE_FEN_MAX)
    category: NameBody | None = None
    description: SayingBody | None = None
    portion: NameBody | None = None
    spice: int = Field(0, ge=0, le=SPICE_MAX)
    allergens: list[Annotated[Allergen, chosen(Allergen)]] = Field([], max_length=len(Allergen))
    diets: list[Annotated[Diet, chosen(Diet)]] = Field([], max_length=len(Diet))
    groups: list[GroupBody] = Field([], max_length=GROUPS_MAX)
    parts: list[Id] = Field([], max_length=PARTS_MAX)
    stock: Id | None = None
    served: ServedBody | None = None

    def read(self, currency: str) -> DishSaid:
        """What is said of it."""
        offered = Offered(
            description=_read(self.description), portion=_read(self.portion), spice=self.spice,
            allergens=tuple(one for one in Allergen if one in self.allergens),
            diets=tuple(one for one in Diet if one in self.diets),
        )  # fmt: skip
        return DishSaid(
            name=self.name.read(),
            price=Money(self.price_fen, currency),
            packing=Money(self.packing_fen, currency),
            category=_read(self.category),
            offered=offered,
            groups=_groups(self.groups, currency),
            parts=tuple(self.parts),
            stock=self.stock,
            served=self.served.read() if self.served else None,
        )


class OffBody(Body):
    """Whether it is off the menu until the business day turns."""

    off: bool


class StockBody(Body):
    """How many are left of what dishes share; `stock`: null for a new one, or the one so named."""

    stock: Id | None = None
    name: NameBody
    left: int = Field(ge=0, le=STOCK_MAX)


@router.post("/merchants/{merchant}/items", dependencies=[*STALLHOLDER_OF, *KITCHEN])
def enter(
    desk: At, reply: Reply, merchant: Id, said: DishBody, key: IdempotencyKey
) -> JSONResponse:
    """Sell a dish from now on."""
    dish, named = said.read(desk.engine.terms.currency), f"api:{merchant}:{key}"
    return reply.answered(dishes.enter_dish(desk.engine, named, merchant, dish))


@router.post("/merchants/{merchant}/items/{item}", dependencies=[*STALLHOLDER_OF, *KITCHEN])
def change(
    desk: At, reply: Reply, merchant: Id, item: Id, said: DishBody, key: IdempotencyKey
) -> JSONResponse:
    """Say anew all of what a dish is."""
    dish, named = said.read(desk.engine.terms.currency), f"api:{merchant}:{key}"
    return reply.answered(dishes.say_anew(desk.engine, named, merchant, item, dish))


@router.post("/merchants/{merchant}/items/{item}/off", dependencies=[*COUNTER_OF, *KITCHEN])
def off(
    desk: At, reply: Reply, merchant: Id, item: Id, said: OffBody, key: IdempotencyKey
) -> JSONResponse:
    """Take a dish off for tonight, or put it on again."""
    named = f"api:{merchant}:{key}"
    return reply.answered(dishes.take_off(desk.engine, named, merchant, item, said.off))


@router.post("/merchants/{merchant}/items/{item}/end", dependencies=[*STALLHOLDER_OF, *KITCHEN])
def end(desk: At, reply: Reply, merchant: Id, item: Id, key: IdempotencyKey) -> JSONResponse:
    """Sell a dish no more; what was ordered of it is cooked."""
    named = f"api:{merchant}:{key}"
    return reply.answered(dishes.end_dish(desk.engine, named, merchant, item))


@router.get(
    "/merchants/{merchant}/stocks",
    response_model=list[SharedStock],
    dependencies=[*COUNTER_OF, *KITCHEN],
)
def stocks(desk: At, reply: Reply, merchant: Id) -> list[SharedStock] | JSONResponse:
    """What dishes and choices of the stall share, and how many are left."""
    found = menus.stall(desk.engine, merchant)
    return reply.refused(found) if isinstance(found, Refused) else list(found.stocks)


@router.post("/merchants/{merchant}/stocks", dependencies=[*COUNTER_OF, *KITCHEN])
def count(
    desk: At, reply: Reply, merchant: Id, said: StockBody, key: IdempotencyKey
) -> JSONResponse:
    """Count what dishes and choices share, or begin to."""
    name, named = said.name.read(), f"api:{merchant}:{key}"
    return reply.answered(
        dishes.keep_stock(desk.engine, named, merchant, said.stock, name, said.left)
    )


def _read(said: NameBody | SayingBody | None) -> Name | None:
    return said.read() if said else None


def _groups(said: list[GroupBody], currency: str) -> tuple[OptionGroup, ...]:
    """The groups under ids of their names; a choice without an id gets one that no other has."""
    given = {one.id for group in said for one in group.choices if one.id}
    found: list[OptionGroup] = []
    for group in said:
        name = group.name.read()
        choices = []
        for one in group.choices:
            id_ = one.id or id_for(one.name.read(), "choice", given)
            given.add(id_)
            choices.append(Option(id_, one.name.read(), Money(one.more_fen, currency), one.stock))
        id_ = id_for(name, "group", {other.id for other in found})
        found.append(
            OptionGroup(
                id=id_, name=name, kind=group.kind, choices=tuple(choices), least=group.least,
                most=group.most,
            )
        )  # fmt: skip
    return tuple(found)
