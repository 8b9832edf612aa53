"""Keeping a menu: who may change it, which dish is of it, and what may be said of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from yeshi.base.refused import Invalid, NotYours, Refused, Unknown
from yeshi.events.market import ItemTakenOff
from yeshi.flow.engine import Turn
from yeshi.market.arranging import next_row
from yeshi.market.catalogue import Item
from yeshi.market.entering import DishEnded, DishSaid, beyond_dish
from yeshi.people.actor import admit_to
from yeshi.people.person import Role

# As many as a stall's pages show, and more than any kitchen cooks.
ITEMS_MAX = 1_000


def admit_keeper(turn: Turn, merchant_id: str, *roles: Role) -> Refused | None:
    """None for who has one of the roles there; the merchant is kept from others meanwhile."""
    unknown = Unknown("merchant", merchant_id)
    refused = admit_to(turn.by, unknown, *roles)
    if refused:
        return refused
    return None if turn.work.merchants.lock(merchant_id) else Refused(unknown)


def own_item(turn: Turn, merchant_id: str, item_id: str) -> Item | Refused:
    """The merchant's item, which is sold; kept from others where its stock is counted."""
    item = turn.work.items.lock(item_id)
    if item is None:
        return Refused(Unknown("item", item_id))
    if item.merchant != merchant_id:
        return Refused(NotYours("item", item_id))
    return Refused(DishEnded(item_id)) if item.ended_at else item


def item_to_change(turn: Turn, merchant_id: str, item_id: str, *roles: Role) -> Item | Refused:
    """The merchant's item, for who has one of the roles there; kept from others meanwhile."""
    refused = admit_keeper(turn, merchant_id, *roles)
    return refused or own_item(turn, merchant_id, item_id)


def beyond_menu(turn: Turn, merchant_id: str, dish: DishSaid, item_id: str = "") -> Refused | None:
    """None for a dish that can be sold beside the others; `item_id`: that which is said anew."""
    menu = {one.id: one for one in turn.work.items.of_merchant(merchant_id)}
    if not item_id and len(menu) >= ITEMS_MAX:
        return Refused(Invalid("dishes", f"> {ITEMS_MAX}"))
    stocks = {one.id for one in turn.work.stocks.of(merchant_id)}
    return beyond_dish(dish, menu, stocks, item_id)


def new_item(turn: Turn, merchant_id: str, dish: DishSaid, menu_row: int) -> Item:
    """The dish as it is kept from now on in that row, under an id of its own."""
    item = replace(dish.item(turn.new_id("it"), merchant_id), menu_row=menu_row)
    turn.work.items.add(item)
    return item


def last_item(turn: Turn, merchant_id: str, dish: DishSaid) -> Item:
    """The dish as it is kept from now on, last on its menu, under an id of its own."""
    row = next_row(turn.work.items.of_merchant(merchant_id))
    return new_item(turn, merchant_id, dish, row)


def take_off_tonight(turn: Turn, item: Item) -> None:
    """Have the item off the menu until the business day turns."""
    if not item.is_off(turn.now):
        calendar = turn.terms.calendar
        until = calendar.day_ends(calendar.business_day(turn.now))
        turn.work.items.put(replace(item, off_until=until))
        turn.emit(ItemTakenOff(item.merchant, item.id, until))


def take_all_off_tonight(turn: Turn, merchant_id: str, ids: Iterable[str]) -> Refused | None:
    """Have items of the merchant off the menu until the business day turns; those ended are."""
    for item_id in sorted(set(ids)):
        item = own_item(turn, merchant_id, item_id)
        if not isinstance(item, Refused):
            take_off_tonight(turn, item)
        elif isinstance(item.reason, Unknown):
            return Refused(Invalid("sold_out", "choice"))
        elif not isinstance(item.reason, DishEnded):
            return item
    return None
