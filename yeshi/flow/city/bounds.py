"""Within which bounds a city's terms may be, whoever writes them: a page, a file, the interface."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yeshi.base.limits import CASH_FEN_MAX, PRICE_FEN_MAX
from yeshi.base.names import ID_LENGTH_MAX, beyond_name
from yeshi.base.phones import is_region
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.terms import Terms
from yeshi.geo.point import beyond_place
from yeshi.geo.zones import Zone, beyond_outline
from yeshi.market.facts import CHECKED_DAYS_LEAST, CHECKED_DAYS_MOST, beyond_rules
from yeshi.payments.rules import ARRIVES_DAYS_MOST, beyond_payouts

ZONES_MAX = 500
# Of all outlines together, as each version of the terms has them.
CORNERS_MAX = 10_000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class TermBound:
    """A number of the terms by its name in a city's file, from the least to the most."""

    name: str
    of: Callable[[Terms], float]
    least: float
    most: float


BOUNDS = (
    TermBound("delivery.base_fen", lambda it: it.fees.delivery_base.fen, 0, PRICE_FEN_MAX),
    TermBound("delivery.base_km", lambda it: it.fees.delivery_base_km, 0, 50),
    TermBound("delivery.per_km_fen", lambda it: it.fees.delivery_per_km.fen, 0, PRICE_FEN_MAX),
    TermBound("delivery.reach_minutes", lambda it: it.fees.reach_s / 60, 1, 240),
    TermBound("delivery.wait_s", lambda it: it.fees.wait_s, 0, 7200),
    TermBound("commission", lambda it: it.commission.basis_points / 10_000, 0, 1),
    TermBound("pay.order_fen", lambda it: it.pay_per_order.fen, 0, PRICE_FEN_MAX),
    TermBound("pay.hour_fen", lambda it: it.pay_per_hour.fen, 0, PRICE_FEN_MAX),
    TermBound("cash.open_max", lambda it: it.cash_open_max, 0, 100),
    TermBound("cash.most_fen", lambda it: it.cash_limit.fen, 0, CASH_FEN_MAX),
    TermBound("service.counter_s", lambda it: it.service.pickup_s, 0, 3600),
    TermBound("service.door_s", lambda it: it.service.dropoff_s, 0, 3600),
    TermBound("answer_within_s", lambda it: it.answer_within_s, 30, 7200),
    TermBound("strand_after_s", lambda it: it.strand_after_s, 600, 86_400),
    TermBound("complaint_within_s", lambda it: it.complaint_within_s, 1800, 86_400),
    TermBound("kitchen_cv", lambda it: it.kitchen_cv, 0, 2),
    TermBound("promise_kept", lambda it: it.promise_kept, 0, 0.99),
    TermBound("way_cv", lambda it: it.way_cv, 0, 2),
    TermBound(
        "facts.checked_days",
        lambda it: it.facts.checked_days,
        CHECKED_DAYS_LEAST,
        CHECKED_DAYS_MOST,
    ),
    TermBound("payouts.least_fen", lambda it: it.payouts.least_fen, 0, CASH_FEN_MAX),
    TermBound("payouts.arrives_days", lambda it: it.payouts.arrives_days, 0, ARRIVES_DAYS_MOST),
    TermBound("policy.horizon_s", lambda it: it.policy.horizon_s, 60, 7200),
    TermBound("policy.tick_s", lambda it: it.policy.tick_s, 10, 600),
    TermBound("policy.ride_s_max", lambda it: it.policy.ride_s_max, 60, 14_400),
    TermBound("policy.trips_ahead", lambda it: it.policy.trips_ahead, 1, 8),
    TermBound("policy.foresight_s", lambda it: it.policy.foresight_s, 0, 3600),
    TermBound("policy.fairness_s", lambda it: it.policy.fairness_s, 0, 3600),
    TermBound("policy.passes", lambda it: it.policy.passes, 0, 20),
    TermBound("policy.shakes", lambda it: it.policy.shakes, 0, 1000),
    TermBound("policy.budget_s", lambda it: it.policy.budget_s, 0, 600),
    TermBound("policy.packing_s", lambda it: it.policy.packing_s, 0, 600),
)


def beyond_bounds(terms: Terms) -> Refused | None:
    """The refusal of the first thing in the terms that is out of its bounds."""
    for bound in BOUNDS:
        value = bound.of(terms)
        # What is no number at all is neither above nor below.
        if not bound.least <= value <= bound.most:
            return Refused(Invalid(bound.name, f"{bound.least:g}…{bound.most:g}"))
    currency = terms.currency
    for money in (
        terms.pay_per_hour,
        terms.cash_limit,
        terms.fees.delivery_base,
        terms.fees.delivery_per_km,
    ):
        if money.currency != currency:
            return Refused(Invalid("currency", currency))
    if terms.country and not is_region(terms.country):
        return Refused(Invalid("country", "country"))
    return (
        beyond_rules(terms.facts)
        or beyond_payouts(terms.payouts, currency)
        or _beyond_zones(terms.zones)
    )


def beyond_id(name: str, id_: str) -> Refused | None:
    """The refusal of an id that cannot stand in an address; `name` is its field."""
    if len(id_) > ID_LENGTH_MAX or not _ID.fullmatch(id_):
        return Refused(Invalid(name, "name_in_address"))
    return None


def first_twice(ids: Sequence[str]) -> str | None:
    """The first of these that is there twice, None where each is there once."""
    return next((one for one, times in Counter(ids).items() if times > 1), None)


def _beyond_zones(zones: tuple[Zone, ...]) -> Refused | None:
    if not 0 < len(zones) <= ZONES_MAX:
        return Refused(Invalid("zones", f"1…{ZONES_MAX}"))
    twice = first_twice([zone.id for zone in zones])
    if twice is not None:
        return Refused(Invalid("zones.id", f"{twice} twice"))
    if sum(len(zone.outline) for zone in zones) > CORNERS_MAX:
        return Refused(Invalid("zones", "outlines_many"))
    for zone in zones:
        refused = (
            beyond_id("zones.id", zone.id)
            or beyond_name(zone.name)
            or beyond_place("zones.centre", zone.centre)
            or beyond_outline(zone)
        )
        if refused:
            return refused
    return None
