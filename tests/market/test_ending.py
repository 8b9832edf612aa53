"""A stall ends once its orders have; a market once nobody stands in it."""

from __future__ import annotations

from dataclasses import replace

from tests.market.merchants import merchant
from tests.records import EVENING
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.geo.point import Point
from yeshi.market.ending import (
    MarketHasEnded,
    MarketInUse,
    StallBooked,
    StallBusy,
    end_market,
    end_stall,
    return_stall,
    stands_in,
)
from yeshi.market.merchant import Market

STALL = merchant()
MARKET = Market("m", Name("坡子街", "Pozi"), Point(0, 0))
GONE = replace(MARKET, ended_at=EVENING)


def test_a_stall_ends_once_nothing_of_it_is_under_way() -> None:
    """And is as it was when it is there again."""
    assert end_stall(STALL, 2, 1, EVENING) == Refused(StallBusy(STALL.id, 2))
    assert end_stall(STALL, 0, 1, EVENING) == Refused(StallBooked(STALL.id, 1))
    ended = end_stall(STALL, 0, 0, EVENING)
    assert ended == replace(STALL, ended_at=EVENING)
    assert return_stall(replace(STALL, ended_at=EVENING), MARKET) == STALL


def test_a_market_ends_once_nobody_stands_in_it() -> None:
    """Then nobody comes into it, nor back."""
    assert end_market(MARKET, 1, EVENING) == Refused(MarketInUse("m", 1))
    assert end_market(MARKET, 0, EVENING) == GONE
    assert stands_in(GONE) == Refused(MarketHasEnded("m"))
    assert return_stall(STALL, GONE) == Refused(MarketHasEnded("m"))
    assert stands_in(MARKET) is None
    assert stands_in(None) is None
