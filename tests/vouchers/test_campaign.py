"""A campaign takes claims by its lot, and none without one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.records import EVENING, MINUTE, fen, named
from yeshi.base.refused import Invalid, Refused
from yeshi.vouchers.campaign import Campaign, check
from yeshi.vouchers.lot import Lot


def campaign(lot: Lot | None) -> Campaign:
    """Eight yuan off forty, for a week's worth of minutes."""
    return Campaign(
        id="v",
        name=named("v"),
        threshold=fen(4000),
        off=fen(800),
        begins_at=EVENING,
        ends_at=EVENING + 10_080 * MINUTE,
        lot=lot,
    )


@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_without_a_lot_there_is_nothing_to_claim_or_to_draw(minutes: int) -> None:
    """At any moment."""
    now = EVENING + minutes * MINUTE
    plain = campaign(None)
    assert not plain.takes_claims(now)
    assert not plain.is_to_be_drawn(now)


@pytest.mark.parametrize("drawn", [False, True])
@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_with_a_lot_it_does_as_the_lot_does(minutes: int, drawn: bool) -> None:
    """Before, at and after the moment until which claims come."""
    now = EVENING + minutes * MINUTE
    lot = Lot(5, EVENING, EVENING if drawn else None)
    by_lot = campaign(lot)
    assert by_lot.takes_claims(now) is (minutes < 0 and not drawn)
    assert by_lot.is_to_be_drawn(now) is (minutes >= 0 and not drawn)


def test_a_campaign_that_ends_before_it_begins_is_refused() -> None:
    """So is one that takes nothing off; any other may be launched."""
    good = campaign(None)
    assert check(good) is None
    assert check(replace(good, ends_at=good.begins_at)) == Refused(Invalid("ends_at", "ends_first"))
    assert check(replace(good, off=fen(0))) == Refused(Invalid("off", "< 0.01"))
