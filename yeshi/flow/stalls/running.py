"""Running on figures: from their page a merchant changes its menu, prices and hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from yeshi.base.limits import NAME_LENGTH_MAX, PRICE_FEN_MAX, of_other_zones
from yeshi.base.money import Money, between
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, NotYours, Refused, Unknown
from yeshi.events.market import HoursChanged, ItemAdded, ItemRepriced
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.people.actor import admit_to
from yeshi.people.person import Role


def reprice(engine: Engine, key: str, merchant_id: str, item_id: str, price: Money) -> Answer:
    """Ask another price for an item; quotes that were given keep theirs."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant_id), Role.STALLHOLDER)
        if refused:
            return refused
        item = turn.work.items.lock(item_id)
        if item is None:
            return Refused(Unknown("item", item_id))
        if item.merchant != merchant_id:
            return Refused(NotYours("item", item_id))
        if not 0 < price.fen <= PRICE_FEN_MAX:
            return Refused(Invalid("price", between(1, PRICE_FEN_MAX, turn.terms.currency)))
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
        refused = admit_to(turn.by, Unknown("merchant", merchant_id), Role.STALLHOLDER)
        if refused:
            return refused
        if turn.work.merchants.lock(merchant_id) is None:
            return Refused(Unknown("merchant", merchant_id))
        for text in (name.zh, name.en):
            if not 0 < len(text.strip()) <= NAME_LENGTH_MAX:
                return Refused(Invalid("name", f"1…{NAME_LENGTH_MAX}"))
        if not 0 < price.fen <= PRICE_FEN_MAX or not 0 <= packing.fen <= PRICE_FEN_MAX:
            return Refused(Invalid("price", between(1, PRICE_FEN_MAX, turn.terms.currency)))
        item = Item(
            id=turn.new_id("it"), merchant=merchant_id, name=name, price=price, packing=packing
        )
        turn.work.items.add(item)
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
