"""Rules say whose a voucher is, where it is spent and how often; what cannot be is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.records import fen
from yeshi.base.refused import Invalid, Refused
from yeshi.vouchers.rules import (
    PLACES_MAX,
    CustomerGroup,
    Rules,
    VoucherLimits,
    Where,
    as_kept,
    check_rules,
)

AWAY = Rules(group=CustomerGroup.AWAY, away_days=30)


@pytest.mark.parametrize(
    ("where", "takes"),
    [
        (Where(), True),
        (Where(markets=("m", "n")), True),
        (Where(markets=("n",)), False),
        (Where(sectors=("snacks",)), True),
        (Where(sectors=("books",)), False),
        (Where(merchants=("a",)), True),
        (Where(merchants=("b",)), False),
        (Where(markets=("m",), sectors=("books",)), False),
        (Where(markets=("m",), sectors=("snacks",), merchants=("a", "b")), True),
    ],
)
def test_each_list_that_names_something_narrows_where_it_is_spent(
    where: Where, takes: bool
) -> None:
    """A stall has to be in all of them."""
    assert where.takes("a", "m", "snacks") is takes


def test_a_restaurant_is_in_no_market() -> None:
    """So that one for a market is not spent there."""
    assert not Where(markets=("m",)).takes("r", None, "snacks")


@pytest.mark.parametrize(
    ("rules", "field", "fault"),
    [
        (replace(AWAY, away_days=0), "away_days", "1…365"),
        (replace(AWAY, away_days=366), "away_days", "1…365"),
        (Rules(limits=VoucherLimits(own=0)), "own_times", "1…1000000"),
        (Rules(limits=VoucherLimits(own_day=0)), "own_day_times", "1…1000000"),
        (Rules(limits=VoucherLimits(day=0)), "day_times", "1…1000000"),
        (Rules(limits=VoucherLimits(day_off=fen(799))), "day_money", "< 8.00"),
        (Rules(where=Where(markets=("m",) * (PLACES_MAX + 1))), "markets", "> 50"),
        (Rules(where=Where(merchants=("a",) * (PLACES_MAX + 1))), "merchants", "> 50"),
    ],
)
def test_what_cannot_be_is_refused(rules: Rules, field: str, fault: str) -> None:
    """By the field that has it."""
    assert check_rules(rules, fen(800)) == Refused(Invalid(field, fault))


def test_what_can_be_holds() -> None:
    """With every limit there is."""
    limits = VoucherLimits(own=2, own_day=1, day=10, day_off=fen(800))
    assert check_rules(replace(AWAY, limits=limits), fen(800)) is None
    assert replace(AWAY, limits=limits).holds
    assert not Rules(away_days=3).holds
    assert not Rules(group=CustomerGroup.AWAY).holds


def test_rules_that_ask_nothing_are_not_kept() -> None:
    """So that nothing is read for them when an order is placed."""
    assert as_kept(Rules()) is None
    assert as_kept(None) is None
    assert as_kept(AWAY) is AWAY


def test_a_day_has_a_limit_by_orders_or_by_money() -> None:
    """Not by what one customer may have."""
    assert VoucherLimits(day=1).is_of_day
    assert VoucherLimits(day_off=fen(800)).is_of_day
    assert not VoucherLimits(own=1, own_day=1).is_of_day
