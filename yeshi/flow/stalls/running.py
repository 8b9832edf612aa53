"""Running on figures: from their page a merchant changes its menu, prices and hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from yeshi.base.limits import of_other_zones
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.events.market import HoursChanged, ItemAdded, ItemRepriced
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls.keeping import admit_keeper, beyond_menu, item_to_change, last_item
from yeshi.market.entering import DishSaid, said_of
from yeshi.market.hours import Hours
from yeshi.people.actor import admit_to
from yeshi.people.person import Role


def reprice(engine: Engine, key: str, merchant_id: str, item_id: str, price: Money) -> Answer:
    """Ask another price for an item; quotes that were given keep theirs."""

    def act(turn: Turn) -> Answer:
        item = item_to_change(turn, merchant_id, item_id, Role.STALLHOLDER)
        if isinstance(item, Refused):
            return item
        refused = beyond_menu(turn, merchant_id, replace(said_of(item), price=price), item_id)
        if refused:
            return refused
        if price != item.price:
            turn.work.items.put(replace(item, price=price))
            turn.emit(ItemRepriced(merchant_id, item_id, item.price, price))
        return Done({"item": item_id})

    return engine.perform(key, "reprice", act, asked=(merchant_id, item_id, price))


def add_item(
    engine: Engine, key: str, merchant_id: str, name: Name, price: Money, packing: Money
) -> Answer:
    """Sell something new from now on."""

    def act(turn: Turn) -> Answer:
        dish = DishSaid(name=name, price=price, packing=packing)
        refused = admit_keeper(turn, merchant_id, Role.STALLHOLDER)
        refused = refused or beyond_menu(turn, merchant_id, dish)
        if refused:
            return refused
        item = last_item(turn, merchant_id, dish)
        turn.emit(ItemAdded(merchant_id, item.id, price))
        return Done({"item": item.id})

    return engine.perform(key, "add_item", act, asked=(merchant_id, name, price, packing))


def keep_hours(engine: Engine, key: str, merchant_id: str, opens: time, closes: time) -> Answer:
    """Open at other hours; equal ones mean round the clock."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant_id), Role.STALLHOLDER)
        if refused:
            return refused
        merchant = turn.work.merchants.lock(merchant_id)
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        elsewhere = of_other_zones(opens=opens, closes=closes)
        if elsewhere:
            return elsewhere
        hours = Hours(opens, closes)
        if hours != merchant.hours:
            turn.work.merchants.put(replace(merchant, hours=hours))
            turn.emit(HoursChanged(merchant_id, opens, closes))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "keep_hours", act, asked=(merchant_id, opens, closes))
