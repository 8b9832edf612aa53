"""Entering stalls: what one is called, where it stands and when; it ends, and is there again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.base.limits import beyond_reason, of_other_zones
from yeshi.base.money import Money
from yeshi.base.names import Name, beyond_name, id_for
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.market import MerchantChanged, MerchantEnded, MerchantReturned
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ids_taken import IdsTaken
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls.listing import beyond_listing, list_merchant
from yeshi.geo.point import Point, beyond_place
from yeshi.geo.zones import zone_of
from yeshi.market.catalogue import Item
from yeshi.market.ending import end_stall, return_stall, stands_in
from yeshi.market.hours import Hours
from yeshi.market.merchant import Market, Merchant
from yeshi.people.actor import admit
from yeshi.people.person import CITY, STEWARDS


@dataclass(frozen=True, slots=True, kw_only=True)
class StallEntry:
    """What an operator enters of a stall; `place`: None for that of its market."""

    name: Name
    market: str | None
    place: Point | None
    hours: Hours
    cook_s: int
    sector: str


@dataclass(frozen=True, slots=True)
class NewDish:
    """Something that a stall sells from its first day on."""

    name: Name
    price: Money


_FIELDS = ("name", "market", "place", "hours", "cook_s", "sector")


def enter_stall(engine: Engine, key: str, entry: StallEntry, dishes: tuple[NewDish, ...]) -> Answer:
    """List a new stall under an id of its name; the answer has it as `merchant`."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *STEWARDS)
        return refused or list_entered(turn, entry, dishes)

    return engine.perform(key, "enter_stall", act, asked=(entry, dishes))


def list_entered(turn: Turn, entry: StallEntry, dishes: tuple[NewDish, ...] = ()) -> Answer:
    """As `enter_stall`, within a command of somebody who may."""
    market = _market(turn, entry.market)
    if entry.market and market is None:
        return Refused(Unknown("market", entry.market))
    place = entry.place or (market.collection if market else None)
    if place is None:
        return Refused(Invalid("place", "place"))
    stall = Merchant(
        id=id_for(entry.name, "stall", IdsTaken(turn.work.merchants)),
        name=entry.name,
        market=entry.market,
        place=place,
        hours=entry.hours,
        cook_s=entry.cook_s,
        sector=entry.sector,
    )
    nothing = Money(0, turn.terms.currency)
    menu = [
        Item(id=turn.new_id("it"), merchant=stall.id, name=one.name, price=one.price,
             packing=nothing)
        for one in dishes
    ]  # fmt: skip
    refused = (
        beyond_name(entry.name)
        or stands_in(market)
        or beyond_place("place", place)
        or beyond_listing(stall, menu, turn.terms.currency)
    )
    if refused:
        return refused
    list_merchant(turn, stall, menu, turn.terms.zones)
    return Done({"merchant": stall.id})


def change_stall(engine: Engine, key: str, merchant_id: str, entry: StallEntry, why: str) -> Answer:
    """Enter anew what a stall is; what was ordered of it keeps what it was."""

    def act(turn: Turn) -> Answer:
        merchant = _entered(turn, merchant_id, why)
        if isinstance(merchant, Refused):
            return merchant
        changed = _changed(turn, merchant, entry)
        if isinstance(changed, Refused):
            return changed
        fields = tuple(
            name for name in _FIELDS if getattr(changed, name) != getattr(merchant, name)
        )
        if fields:
            turn.work.merchants.put(changed)
            hours = changed.hours
            turn.emit(MerchantChanged(merchant_id, fields, hours.opens, hours.closes, why))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "change_stall", act, asked=(merchant_id, entry, why))


def close_stall(engine: Engine, key: str, merchant_id: str, why: str) -> Answer:
    """Have a stall sell no more; its record, its people and its books stay."""

    def act(turn: Turn) -> Answer:
        merchant = _entered(turn, merchant_id, why)
        if isinstance(merchant, Refused):
            return merchant
        if merchant.ended_at:
            return Done({"merchant": merchant_id})
        coming = len(turn.work.bookings.numbers_at(merchant_id))
        ended = end_stall(merchant, turn.work.orders.under_way_of(merchant_id), coming, turn.now)
        if isinstance(ended, Refused):
            return ended
        turn.work.merchants.put(ended)
        turn.emit(MerchantEnded(merchant_id, why))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "close_stall", act, asked=(merchant_id, why))


def reopen_stall(engine: Engine, key: str, merchant_id: str, why: str) -> Answer:
    """Have a stall that ended sell again, as it was; refused in a market that is no more."""

    def act(turn: Turn) -> Answer:
        merchant = _entered(turn, merchant_id, why)
        if isinstance(merchant, Refused):
            return merchant
        returned = return_stall(merchant, _market(turn, merchant.market))
        if isinstance(returned, Refused):
            return returned
        if merchant.ended_at:
            turn.work.merchants.put(returned)
            turn.emit(MerchantReturned(merchant_id, why))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "reopen_stall", act, asked=(merchant_id, why))


def _changed(turn: Turn, merchant: Merchant, entry: StallEntry) -> Merchant | Refused:
    """The stall as it is entered; in another zone, in that one's district."""
    refused = (
        beyond_name(entry.name)
        or (beyond_place("place", entry.place) if entry.place else None)
        or of_other_zones(opens=entry.hours.opens, closes=entry.hours.closes)
    )
    if refused:
        return refused
    market = _market(turn, entry.market)
    if entry.market and market is None:
        return Refused(Unknown("market", entry.market))
    # Whoever has ended may be put right also where their market is no more.
    refused = None if merchant.ended_at else stands_in(market)
    if refused:
        return refused
    place = entry.place or (market.collection if market else merchant.place)
    zones = turn.terms.zones
    moved = zone_of(place, zones) != zone_of(merchant.place, zones)
    return replace(
        merchant,
        name=entry.name,
        market=entry.market,
        place=place,
        hours=entry.hours,
        cook_s=entry.cook_s,
        sector=entry.sector,
        district=zone_of(place, zones) if moved else merchant.district,
    )


def _entered(turn: Turn, merchant_id: str, why: str) -> Merchant | Refused:
    """The stall, for who enters stalls with a reason; kept from others."""
    refused = admit(turn.by, CITY, *STEWARDS) or beyond_reason(why)
    if refused:
        return refused
    # Markets before stalls, as whoever closes a market with its stalls keeps them from others.
    known = turn.work.merchants.get(merchant_id)
    if known is not None:
        _market(turn, known.market)
    return turn.work.merchants.lock(merchant_id) or Refused(Unknown("merchant", merchant_id))


def _market(turn: Turn, market_id: str | None) -> Market | None:
    """The market, kept from others so that it does not end meanwhile; None for none."""
    return turn.work.markets.lock(market_id) if market_id else None
