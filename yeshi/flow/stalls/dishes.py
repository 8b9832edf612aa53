"""Dishes: a merchant enters what it sells, says it anew, takes it off for tonight or for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from yeshi.base.limits import STOCK_MAX
from yeshi.base.names import Name, beyond_name
from yeshi.base.refused import Invalid, Refused
from yeshi.events.market import (
    ItemChanged,
    ItemEnded,
    ItemEntered,
    ItemPutOn,
    StockCounted,
)
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls.keeping import (
    admit_keeper,
    beyond_menu,
    item_to_change,
    last_item,
    take_off_tonight,
)
from yeshi.market.catalogue import Item
from yeshi.market.entering import SAID, DishSaid, SetInSet
from yeshi.market.shelf import SharedStock
from yeshi.people.person import COUNTER, Role

STOCKS_MAX = 100


def enter_dish(engine: Engine, key: str, merchant_id: str, dish: DishSaid) -> Answer:
    """Sell something new from now on, last on the menu; the answer names the item."""

    def act(turn: Turn) -> Answer:
        refused = admit_keeper(turn, merchant_id, Role.STALLHOLDER)
        refused = refused or beyond_menu(turn, merchant_id, dish)
        if refused:
            return refused
        item = last_item(turn, merchant_id, dish)
        turn.emit(ItemEntered(merchant_id, item.id, item.price))
        return Done({"item": item.id})

    return engine.perform(key, "enter_dish", act, asked=(merchant_id, dish))


def say_anew(engine: Engine, key: str, merchant_id: str, item_id: str, dish: DishSaid) -> Answer:
    """Say anew what a dish is; quotes that were given keep what they say."""

    def act(turn: Turn) -> Answer:
        item = item_to_change(turn, merchant_id, item_id, Role.STALLHOLDER)
        if isinstance(item, Refused):
            return item
        refused = beyond_menu(turn, merchant_id, dish, item_id)
        if refused:
            return refused
        said = {name: getattr(dish, name) for name in SAID}
        changed = tuple(name for name in SAID if getattr(item, name) != said[name])
        if changed:
            after = replace(item, **said)
            turn.work.items.put(after)
            turn.emit(ItemChanged(merchant_id, item_id, changed, after.price))
        return Done({"item": item_id})

    return engine.perform(key, "say_anew", act, asked=(merchant_id, item_id, dish))


def take_off(engine: Engine, key: str, merchant_id: str, item_id: str, off: bool) -> Answer:
    """Take a dish off the menu until the business day turns, or put it on again before."""

    def change(turn: Turn, item: Item) -> None:
        if off:
            take_off_tonight(turn, item)
        elif item.is_off(turn.now):
            turn.work.items.put(replace(item, off_until=None))
            turn.emit(ItemPutOn(merchant_id, item_id))

    return _changing(engine, key, "take_off", (merchant_id, item_id, off), change, COUNTER)


def end_dish(engine: Engine, key: str, merchant_id: str, item_id: str) -> Answer:
    """Sell a dish no more; what was ordered of it is cooked. Refused for a dish of a set."""

    def change(turn: Turn, item: Item) -> Refused | None:
        menu = turn.work.items.of_merchant(merchant_id)
        within = [one for one in menu if item_id in one.parts and not one.ended_at]
        if within:
            return Refused(SetInSet(within[0].id))
        turn.work.items.put(replace(item, ended_at=turn.now))
        turn.emit(ItemEnded(merchant_id, item_id))
        return None

    roles = (Role.STALLHOLDER,)
    return _changing(engine, key, "end_dish", (merchant_id, item_id), change, roles)


def keep_stock(
    engine: Engine, key: str, merchant_id: str, stock_id: str | None, name: Name, left: int
) -> Answer:
    """Count what several dishes share, under that name; where no id is given, a new one.

    What is counted under one of its names already is counted anew: choices name a stock by it.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_keeper(turn, merchant_id, *COUNTER) or beyond_name(name)
        if refused:
            return refused
        if not 0 <= left <= STOCK_MAX:
            return Refused(Invalid("left", f"0…{STOCK_MAX}"))
        there = turn.work.stocks.of(merchant_id)
        named = next((one.id for one in there if _alike(one.name, name)), None)
        before = turn.work.stocks.lock(stock_id or named or "")
        if stock_id and (before is None or before.merchant != merchant_id):
            return Refused(Invalid("stock", "choice"))
        if before is None and len(there) >= STOCKS_MAX:
            return Refused(Invalid("stocks", f"> {STOCKS_MAX}"))
        after = SharedStock(before.id if before else turn.new_id("st"), merchant_id, name, left)
        if before:
            turn.work.stocks.put(after)
        else:
            turn.work.stocks.add(after)
        turn.emit(StockCounted(merchant_id, after.id, left))
        return Done({"stock": after.id})

    return engine.perform(key, "keep_stock", act, asked=(merchant_id, stock_id, name, left))


def _alike(one: Name, other: Name) -> bool:
    return one.zh == other.zh or one.en == other.en


def _changing(
    engine: Engine, key: str, name: str, asked: tuple[str, str] | tuple[str, str, bool],
    change: Callable[[Turn, Item], Refused | None], roles: tuple[Role, ...],
) -> Answer:  # fmt: skip
    """Perform a change of one dish by who has one of the roles at its merchant."""
    merchant_id, item_id = asked[0], asked[1]

    def act(turn: Turn) -> Answer:
        item = item_to_change(turn, merchant_id, item_id, *roles)
        if isinstance(item, Refused):
            return item
        return change(turn, item) or Done({"item": item_id})

    return engine.perform(key, name, act, asked=asked)
