"""The terms on which a city may begin, until its owner says otherwise."""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.calendar import Calendar
from yeshi.base.money import as_many_units, in_units
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Service
from yeshi.flow.terms import Terms
from yeshi.geo.travel import EBIKE_M_MIN
from yeshi.geo.zones import Zone
from yeshi.orders.checkout import Fees
from yeshi.orders.sharing import Commission

REACH_S, WAIT_S, HAND_OVER_S = 1500.0, 900, 120.0
NEAR_KM = 2.0
COMMISSION = Commission(500)
# In units of the city's currency: the fee nearby, and for each kilometre more; pay by order, hour.
DELIVERY, FURTHER, BY_ORDER, BY_HOUR = 3, 1, 6, 18


def usual_terms(calendar: Calendar, zones: tuple[Zone, ...], currency: str) -> Terms:
    """Terms as a small city has them: delivery near its markets, a commission of 5 %."""

    fees = Fees(
        delivery_base=in_units(DELIVERY, currency),
        delivery_base_km=NEAR_KM,
        delivery_per_km=in_units(FURTHER, currency),
        metres_per_minute=EBIKE_M_MIN,
        reach_s=REACH_S,
        wait_s=WAIT_S,
    )
    return Terms(
        calendar=calendar,
        zones=zones,
        fees=fees,
        commission=COMMISSION,
        service=Service(HAND_OVER_S, HAND_OVER_S),
        policy=Policy(),
        pay_per_order=in_units(BY_ORDER, currency),
        pay_per_hour=in_units(BY_HOUR, currency),
    )


def in_currency(terms: Terms, currency: str) -> Terms:
    """The terms with as many units of another currency."""

    # None is a bound of its own, and nothing is none at all.
    most = terms.cash_most
    fees = replace(
        terms.fees,
        delivery_base=as_many_units(terms.fees.delivery_base, currency),
        delivery_per_km=as_many_units(terms.fees.delivery_per_km, currency),
    )
    return replace(
        terms,
        fees=fees,
        pay_per_order=as_many_units(terms.pay_per_order, currency),
        pay_per_hour=as_many_units(terms.pay_per_hour, currency),
        cash_most=None if most is None else as_many_units(most, currency),
    )
