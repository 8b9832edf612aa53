"""The terms with which a city may begin can be enacted, in any currency."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from yeshi.base.calendar import Calendar, zone_named
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.flow.city.bounds import beyond_bounds
from yeshi.flow.city.usual import in_currency, usual_terms
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone

CALENDAR = Calendar(zone_named("Asia/Shanghai"), time(6))
ZONES = (Zone("city", Name("城", "City"), Point(113, 28)),)


@pytest.mark.parametrize("currency", ["CNY", "JPY", "KWD"])
def test_they_are_within_their_bounds(currency: str) -> None:
    """Told in units of the currency, whatever decimals it has."""
    terms = usual_terms(CALENDAR, ZONES, currency)
    assert beyond_bounds(terms) is None
    assert terms.pay_per_order.units == 6
    assert in_currency(terms, "CNY") == usual_terms(CALENDAR, ZONES, "CNY")


def test_decimals_that_a_currency_has_not_are_left_out() -> None:
    """3.50 yuan are as many yen: three."""
    terms = usual_terms(CALENDAR, ZONES, "CNY")
    assert in_currency(terms, "JPY").fees.delivery_base == Money(3, "JPY")
    limited = replace(terms, cash_most=Money(20_050, "CNY"))
    assert in_currency(limited, "JPY").cash_most == Money(200, "JPY")
    unbounded = replace(terms, cash_most=Money(0, "CNY"))
    assert in_currency(unbounded, "JPY").cash_most == Money(0, "JPY")
