"""Markets: a night market opens, is called or placed otherwise, ends, and is there again."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from yeshi.base.limits import beyond_reason
from yeshi.base.names import Name, beyond_name, id_for
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.market import (
    MarketChanged,
    MarketEnded,
    MarketOpened,
    MarketReturned,
    MerchantEnded,
)
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ids_taken import IdsTaken
from yeshi.flow.ports import Answer, Done
from yeshi.geo.point import Point, beyond_place
from yeshi.market.ending import end_market, end_stall
from yeshi.market.merchant import Market, Merchant
from yeshi.people.actor import admit
from yeshi.people.person import CITY, STEWARDS

# More than any market has.
_STALLS_MAX = 100_000


def open_market(engine: Engine, key: str, market: Market) -> Answer:
    """List a night market."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *STEWARDS) or beyond_name(market.name)
        if refused:
            return refused
        if turn.work.markets.get(market.id):
            return Refused(Invalid("id", f"{market.id} exists"))
        list_market(turn, market)
        return Done({"market": market.id})

    return engine.perform(key, "open_market", act, asked=(market,))


def enter_market(engine: Engine, key: str, name: Name, collection: Point) -> Answer:
    """List a night market under an id of its name; the answer has it as `market`."""

    def act(turn: Turn) -> Answer:
        refused = (
            admit(turn.by, CITY, *STEWARDS)
            or beyond_name(name)
            or beyond_place("place", collection)
        )
        if refused:
            return refused
        market = Market(id_for(name, "market", IdsTaken(turn.work.markets)), name, collection)
        list_market(turn, market)
        return Done({"market": market.id})

    return engine.perform(key, "enter_market", act, asked=(name, collection))


def list_market(turn: Turn, market: Market) -> None:
    """Keep a market that may be listed."""
    turn.work.markets.add(market)
    turn.emit(MarketOpened(market.id))


def change_market(
    engine: Engine, key: str, market_id: str, name: Name, collection: Point, why: str
) -> Answer:
    """Call a market something else, or have orders of several stalls be collected elsewhere.

    Stalls that stand where it was go along with it; who stands apart from it stays.
    """

    def act(turn: Turn) -> Answer:
        market = _entered(turn, market_id, why)
        if isinstance(market, Refused):
            return market
        refused = beyond_name(name) or beyond_place("place", collection)
        if refused:
            return refused
        changed = replace(market, name=name, collection=collection)
        fields = tuple(
            one for one in ("name", "collection") if getattr(changed, one) != getattr(market, one)
        )
        if fields:
            turn.work.markets.put(changed)
            turn.emit(MarketChanged(market_id, fields, why))
        if changed.collection != market.collection:
            for stall in _stalls(turn, market_id):
                if stall.place == market.collection:
                    turn.work.merchants.put(replace(stall, place=collection))
        return Done({"market": market_id})

    return engine.perform(key, "change_market", act, asked=(market_id, name, collection, why))


def close_market(engine: Engine, key: str, market_id: str, with_stalls: bool, why: str) -> Answer:
    """Have a market be no more; `with_stalls`: each of its stalls with it, as none has orders."""

    def act(turn: Turn) -> Answer:
        market = _entered(turn, market_id, why)
        if isinstance(market, Refused):
            return market
        if market.ended_at:
            return Done({"market": market_id})
        stalls = _stalls(turn, market_id)
        ended = end_market(market, 0 if with_stalls else len(stalls), turn.now)
        if isinstance(ended, Refused):
            return ended
        gone = []
        for stall in stalls:
            coming = len(turn.work.bookings.numbers_at(stall.id))
            one = end_stall(stall, turn.work.orders.under_way_of(stall.id), coming, turn.now)
            if isinstance(one, Refused):
                return one
            gone.append(one)
        for one in gone:
            turn.work.merchants.put(one)
            turn.emit(MerchantEnded(one.id, why))
        turn.work.markets.put(ended)
        turn.emit(MarketEnded(market_id, why))
        return Done({"market": market_id})

    return engine.perform(key, "close_market", act, asked=(market_id, with_stalls, why))


def reopen_market(engine: Engine, key: str, market_id: str, why: str) -> Answer:
    """Have a market that ended be there again, with none of its stalls yet."""

    def act(turn: Turn) -> Answer:
        market = _entered(turn, market_id, why)
        if isinstance(market, Refused):
            return market
        if market.ended_at:
            turn.work.markets.put(replace(market, ended_at=None))
            turn.emit(MarketReturned(market_id, why))
        return Done({"market": market_id})

    return engine.perform(key, "reopen_market", act, asked=(market_id, why))


def _entered(turn: Turn, market_id: str, why: str) -> Market | Refused:
    """The market, for who enters markets with a reason; kept from others."""
    refused = admit(turn.by, CITY, *STEWARDS) or beyond_reason(why)
    if refused:
        return refused
    return turn.work.markets.lock(market_id) or Refused(Unknown("market", market_id))


def _stalls(turn: Turn, market_id: str) -> list[Merchant]:
    """The stalls of the market that there are, kept from others."""
    merchants = turn.work.merchants
    found = merchants.of_market(market_id, time(), 0, _STALLS_MAX)
    return [merchants.must_lock(id_) for id_ in sorted(one.id for one in found)]
