"""A night stall for the tests of the market, and moments at which it is open or shut."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from tests.builders import CALENDAR
from tests.records import named
from yeshi.base.refused import Refused
from yeshi.geo.point import Point
from yeshi.market.hours import Hours
from yeshi.market.kitchen import admit
from yeshi.market.merchant import Closed, Merchant

ZONE = ZoneInfo("Asia/Shanghai")
OPEN = datetime(2026, 11, 24, 20, 0, tzinfo=ZONE)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=ZONE)


def merchant(**changes: Any) -> Merchant:
    """Stall a of market m, open from 17:00 to 03:00, with what a test changes."""
    stall = Merchant(
        id="a",
        name=named("a"),
        market="m",
        place=Point(0, 0),
        hours=Hours(time(17), time(3)),
        cook_s=600,
    )
    return replace(stall, **changes)


def admitted(seller: Merchant, now: datetime) -> Refused | None:
    """The kitchen's answer to an order at that moment."""
    return admit(seller, now, CALENDAR)


def takes_orders(seller: Merchant, now: datetime) -> bool:
    """Whether the merchant says that it takes orders at that moment."""
    return seller.takes_orders_at(now, CALENDAR)


def closed(seller: Merchant, now: datetime) -> Closed | None:
    """Why the merchant takes no orders at that moment, if it does not."""
    return seller.closed_at(now, CALENDAR)
