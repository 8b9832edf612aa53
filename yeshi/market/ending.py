"""Whether a stall or a market may end, and whether it may be there again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.refused import Reason, Refused
from yeshi.market.merchant import Market, Merchant


@dataclass(frozen=True, slots=True)
class StallBusy(Reason):
    """The stall has orders under way, which are finished first."""

    merchant: str
    orders: int


@dataclass(frozen=True, slots=True)
class StallBooked(Reason):
    """Guests are still to come to the stall, who are received or told before."""

    merchant: str
    bookings: int


@dataclass(frozen=True, slots=True)
class MarketInUse(Reason):
    """So many stalls still stand in the market."""

    market: str
    stalls: int


@dataclass(frozen=True, slots=True)
class MarketHasEnded(Reason):
    """There is no such market any more."""

    market: str


def end_stall(merchant: Merchant, orders: int, bookings: int, now: datetime) -> Merchant | Refused:
    """The stall as it sells no more; refused while so many of its orders are under way, or so many
    guests are still to come."""
    if orders:
        return Refused(StallBusy(merchant.id, orders))
    return (
        Refused(StallBooked(merchant.id, bookings)) if bookings else replace(merchant, ended_at=now)
    )


def return_stall(merchant: Merchant, market: Market | None) -> Merchant | Refused:
    """The stall as it sells again, in its market; refused where that is no more."""
    return stands_in(market) or replace(merchant, ended_at=None)


def end_market(market: Market, stalls: int, now: datetime) -> Market | Refused:
    """The market as it is no more; refused while so many stalls stand in it."""
    return Refused(MarketInUse(market.id, stalls)) if stalls else replace(market, ended_at=now)


def stands_in(market: Market | None) -> Refused | None:
    """The refusal of a stall in a market that is no more; None in one that is, or in none."""
    return Refused(MarketHasEnded(market.id)) if market and market.ended_at else None
