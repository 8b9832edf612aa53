"""Listing: merchants with their menus, whether they take orders, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yeshi.base.limits import PRICE_FEN_MAX, STOCK_MAX, of_other_zones
from yeshi.base.money import between
from yeshi.base.refused import Invalid, NotYours, Refused, Unknown
from yeshi.base.sure import there
from yeshi.events.market import ItemStocked, MerchantPaused, MerchantRegistered, MerchantResumed
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls.keeping import own_item
from yeshi.geo.zones import Zone, zone_of
from yeshi.market.catalogue import Item
from yeshi.market.ending import stands_in
from yeshi.market.merchant import Merchant
from yeshi.market.shelf import SharedStock
from yeshi.people.actor import admit, admit_to
from yeshi.people.person import CITY, COUNTER, STEWARDS, TILL


def register_merchant(engine: Engine, key: str, merchant: Merchant, menu: Sequence[Item]) -> Answer:
    """List a merchant with its menu."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *STEWARDS)
        if refused:
            return refused
        if turn.work.merchants.get(merchant.id):
            return Refused(Invalid("id", f"{merchant.id} exists"))
        # Kept from others, so that no market ends while a stall comes into it.
        market = turn.work.markets.lock(merchant.market) if merchant.market else None
        if merchant.market and market is None:
            return Refused(Unknown("market", merchant.market))
        refused = stands_in(market)
        refused = refused or beyond_listing(merchant, menu, turn.terms.currency)
        if refused:
            return refused
        list_merchant(turn, merchant, menu, turn.terms.zones)
        return Done({"merchant": merchant.id})

    return engine.perform(key, "register_merchant", act, asked=(merchant, tuple(menu)))


def beyond_listing(merchant: Merchant, menu: Sequence[Item], currency: str) -> Refused | None:
    """The refusal of a merchant whose hours or menu cannot be; None where they can."""
    elsewhere = of_other_zones(opens=merchant.hours.opens, closes=merchant.hours.closes)
    if elsewhere:
        return elsewhere
    for item in menu:
        if not 0 < item.price.fen <= PRICE_FEN_MAX or item.packing.fen < 0:
            return Refused(Invalid("price", between(1, PRICE_FEN_MAX, currency)))
        if item.merchant != merchant.id:
            return Refused(NotYours("item", item.id))
    return None


def list_merchant(
    turn: Turn, merchant: Merchant, menu: Sequence[Item], zones: Sequence[Zone],
    stocks: Sequence[SharedStock] = (),
) -> None:  # fmt: skip
    """Keep a merchant that may be listed, in the zone in which it stands."""
    district = merchant.district or zone_of(merchant.place, zones)
    # Whoever has the machine lists what sold before: it has its time of grace, by the clock.
    lacks = bool(turn.terms.facts.asked) and not turn.by.keeps_house
    turn.work.merchants.add(replace(merchant, district=district, lacks_facts=lacks))
    for stock in stocks:
        turn.work.stocks.add(stock)
    for row, item in enumerate(menu, 1):
        turn.work.items.add(replace(item, menu_row=row))
    turn.emit(MerchantRegistered(merchant.id, merchant.market, merchant.online))


def take_orders(engine: Engine, key: str, merchant_id: str, taking: bool) -> Answer:
    """Let a merchant take orders, or pause until the business day turns."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant_id), *TILL)
        if refused:
            return refused
        merchant = turn.work.merchants.lock(merchant_id)
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        if merchant.taking != taking:
            calendar = turn.terms.calendar
            until = None if taking else calendar.day_ends(calendar.business_day(turn.now))
            turn.work.merchants.put(replace(merchant, taking=taking, paused_until=until))
            kind = MerchantResumed if taking else MerchantPaused
            turn.emit(kind(merchant_id))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "take_orders", act, asked=(merchant_id, taking))


def pauses_over(engine: Engine) -> list[Merchant]:
    """The merchants whose pause is over, as the business day turned; by id."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        paused = work.merchants.paused()
    return [one for one in paused if one.paused_until and one.paused_until <= now]


def take_orders_again(engine: Engine, merchant: Merchant) -> Answer:
    """Let a merchant take orders again, as the day has turned."""
    until = there(merchant.paused_until, f"end of the pause of {merchant.id}")

    def act(turn: Turn) -> Answer:
        found = turn.work.merchants.must_lock(merchant.id)
        # Whoever paused anew meanwhile pauses for longer.
        if found.paused_until == until and not found.taking:
            turn.work.merchants.put(replace(found, taking=True, paused_until=None))
            turn.emit(MerchantResumed(merchant.id))
        return Done({"merchant": merchant.id})

    return engine.perform(f"resume:{merchant.id}:{until.isoformat()}", "take_orders_again", act)


def restock(engine: Engine, key: str, merchant_id: str, item_id: str, left: int | None) -> Answer:
    """Set how many of an item are left; None: it does not run out."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant_id), *COUNTER)
        if refused:
            return refused
        item = own_item(turn, merchant_id, item_id)
        if isinstance(item, Refused):
            return item
        if left is not None and not 0 <= left <= STOCK_MAX:
            return Refused(Invalid("left", f"0…{STOCK_MAX}"))
        turn.work.items.put(replace(item, left=left))
        turn.emit(ItemStocked(merchant_id, item_id, left))
        return Done({"item": item_id})

    return engine.perform(key, "restock", act, asked=(merchant_id, item_id, left))
