"""A whole menu put online at once: the new is sold, what differs is repriced, the rest stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.events.market import ItemChanged, ItemEntered
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls.changing import NewDish
from yeshi.flow.stalls.keeping import ITEMS_MAX, admit_keeper, beyond_menu, new_item
from yeshi.market.catalogue import Item
from yeshi.market.entering import DishSaid, said_of
from yeshi.people.person import Role

# Of a menu that is put online at once.
ROWS_MAX = 200


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
        refused = admit_keeper(turn, merchant_id, Role.STALLHOLDER)
        refused = refused or _beyond(turn, merchant_id, dishes)
        return refused or _enter(turn, merchant_id, dishes)

    return engine.perform(key, "enter_menu", act, asked=(merchant_id, dishes))


def _beyond(turn: Turn, merchant_id: str, dishes: Sequence[NewDish]) -> Refused | None:
    if not 1 <= len(dishes) <= ROWS_MAX:
        return Refused(Invalid("rows", f"1…{ROWS_MAX}"))
    for dish in dishes:
        refused = beyond_menu(turn, merchant_id, _said(turn, dish))
        if refused:
            return refused
    names = [dish.name.zh for dish in dishes]
    twice = next((name for name in names if names.count(name) > 1), None)
    return Refused(Invalid(twice, "twice")) if twice else None


def _enter(turn: Turn, merchant_id: str, dishes: Sequence[NewDish]) -> Answer:
    menu = [one for one in turn.work.items.of_merchant(merchant_id) if one.ended_at is None]
    standings = beside_menu(menu, dishes)
    count = dict.fromkeys(MenuStanding, 0)
    if len(menu) + sum(one.standing is MenuStanding.NEW for one in standings) > ITEMS_MAX:
        return Refused(Invalid("dishes", f"> {ITEMS_MAX}"))
    for dish in dishes:
        refused = _beyond_known(turn, _known(menu, dish.name), dish.price)
        if refused:
            return refused
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
    item = new_item(turn, merchant_id, _said(turn, dish))
    turn.emit(ItemEntered(merchant_id, item.id, item.price))


def _said(turn: Turn, dish: NewDish) -> DishSaid:
    return DishSaid(name=dish.name, price=dish.price, packing=Money(0, turn.terms.currency))


def _beyond_known(turn: Turn, known: Item | None, price: Money) -> Refused | None:
    """The refusal of a price at which a choice of the dish would make it cost nothing."""
    if known is None:
        return None
    said = replace(said_of(known), price=price)
    return beyond_menu(turn, known.merchant, said, known.id)


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
