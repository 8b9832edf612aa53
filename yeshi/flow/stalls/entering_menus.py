"""A whole menu put online at once: the new is sold, what differs is repriced, the rest stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from yeshi.base.limits import PRICE_FEN_MAX
from yeshi.base.money import Money, between
from yeshi.base.names import Name, beyond_name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.market import ItemChanged, ItemEntered
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls.changing import NewDish
from yeshi.market.catalogue import Item
from yeshi.people.actor import admit_to
from yeshi.people.person import Role

# Of a menu that is put online at once, and of a stall in all.
ROWS_MAX, ITEMS_MAX = 200, 1_000


class MenuStanding(StrEnum):
    """How a dish stands to what the stall sells already."""

    NEW = "new"
    SAME = "same"
    OTHER_PRICE = "other_price"


@dataclass(frozen=True, slots=True)
class Beside:
    """A dish beside the stall's menu; `now`: what it costs there now, None where it is new."""

    standing: MenuStanding
    now: Money | None = None


def beside_menu(menu: Sequence[Item], dishes: Sequence[NewDish]) -> list[Beside]:
    """How each dish stands to the menu, in which dishes are known by either of their names."""
    return [_beside(_known(menu, dish.name), dish.price) for dish in dishes]


def enter_menu(engine: Engine, key: str, merchant_id: str, dishes: tuple[NewDish, ...]) -> Answer:
    """Sell all of these dishes from now on; the answer counts `new`, `changed` and `same`.

    A dish that the stall sells by that name gets the price that is said; nothing is taken off.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant_id), Role.STALLHOLDER)
        if refused:
            return refused
        if turn.work.merchants.lock(merchant_id) is None:
            return Refused(Unknown("merchant", merchant_id))
        refused = _beyond(dishes, turn.terms.currency)
        return refused or _enter(turn, merchant_id, dishes)

    return engine.perform(key, "enter_menu", act, asked=(merchant_id, dishes))


def _beyond(dishes: Sequence[NewDish], currency: str) -> Refused | None:
    if not 1 <= len(dishes) <= ROWS_MAX:
        return Refused(Invalid("rows", f"1…{ROWS_MAX}"))
    for dish in dishes:
        refused = beyond_name(dish.name)
        if refused:
            return refused
        if not 0 < dish.price.fen <= PRICE_FEN_MAX:
            return Refused(Invalid("price", between(1, PRICE_FEN_MAX, currency)))
    names = [dish.name.zh for dish in dishes]
    twice = next((name for name in names if names.count(name) > 1), None)
    return Refused(Invalid(twice, "twice")) if twice else None


def _enter(turn: Turn, merchant_id: str, dishes: Sequence[NewDish]) -> Answer:
    menu = [one for one in turn.work.items.of_merchant(merchant_id) if one.ended_at is None]
    standings = beside_menu(menu, dishes)
    count = dict.fromkeys(MenuStanding, 0)
    if len(menu) + sum(one.standing is MenuStanding.NEW for one in standings) > ITEMS_MAX:
        return Refused(Invalid("dishes", f"> {ITEMS_MAX}"))
    for dish, beside in zip(dishes, standings, strict=True):
        count[beside.standing] += 1
        if beside.standing is MenuStanding.NEW:
            _add(turn, merchant_id, dish)
        elif beside.standing is MenuStanding.OTHER_PRICE:
            _reprice(turn, _known(menu, dish.name), dish.price)
    return Done(
        {"new": str(count[MenuStanding.NEW]), "changed": str(count[MenuStanding.OTHER_PRICE]),
         "same": str(count[MenuStanding.SAME])}
    )  # fmt: skip


def _add(turn: Turn, merchant_id: str, dish: NewDish) -> None:
    nothing = Money(0, turn.terms.currency)
    item = Item(
        id=turn.new_id("it"), merchant=merchant_id, name=dish.name, price=dish.price,
        packing=nothing,
    )  # fmt: skip
    turn.work.items.add(item)
    turn.emit(ItemEntered(merchant_id, item.id, item.price))


def _reprice(turn: Turn, known: Item | None, price: Money) -> None:
    item = turn.work.items.lock(known.id) if known else None
    if item is not None and item.price != price:
        turn.work.items.put(replace(item, price=price))
        turn.emit(ItemChanged(item.merchant, item.id, ("price",), price))


def _known(menu: Sequence[Item], name: Name) -> Item | None:
    return next((one for one in menu if {one.name.zh, one.name.en} & {name.zh, name.en}), None)


def _beside(known: Item | None, price: Money) -> Beside:
    if known is None:
        return Beside(MenuStanding.NEW)
    standing = MenuStanding.SAME if known.price == price else MenuStanding.OTHER_PRICE
    return Beside(standing, known.price)
