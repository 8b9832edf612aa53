"""Each rule speaks against who does not meet it, and against nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import EVENING, MINUTE, fen, named
from yeshi.base.refused import Reason, Refused
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.entitled import (
    Asker,
    VoucherBesideDeal,
    VoucherElsewhere,
    VoucherForAccount,
    VoucherForAway,
    VoucherForCode,
    VoucherForNew,
    VoucherOutToday,
    VoucherTaken,
    VoucherTakenToday,
    counted,
    has_code,
    not_entitled,
    refuses,
)
from yeshi.vouchers.rules import Bought, CodeKind, CustomerGroup, Rules, VoucherLimits, Where
from yeshi.vouchers.worth import VoucherFromMore, VoucherNotNow, VoucherUsedUp

GUEST = Asker(signed_in=False)
DAYS = timedelta(days=1)
AWAY = Rules(group=CustomerGroup.AWAY, away_days=30)


def campaign(rules: Rules | None) -> Campaign:
    """Eight off forty, under way."""
    return Campaign(
        id="v", name=named("v"), threshold=fen(4000), off=fen(800),
        begins_at=EVENING - 60 * MINUTE, ends_at=EVENING + 60 * MINUTE, rules=rules,
    )  # fmt: skip


def bought(
    items: int, merchant: str = "a", market: str | None = "m", undealt: int | None = None
) -> Bought:
    """So much at a stall, by default without a deal."""
    return Bought(
        merchant=merchant, market=market, sector="snacks", items=fen(items),
        undealt=fen(items if undealt is None else undealt),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "asker", "reason"),
    [
        (Rules(signed_in=True), GUEST, VoucherForAccount("v")),
        (Rules(signed_in=True), Asker(signed_in=True), None),
        (Rules(code=CodeKind.ONE), GUEST, VoucherForCode("v")),
        (Rules(code=CodeKind.ONE), replace(GUEST, codes=1, times=7), None),
        (Rules(code=CodeKind.EACH), replace(GUEST, codes=1), None),
        (Rules(code=CodeKind.EACH), replace(GUEST, codes=1, times=1), VoucherForCode("v")),
        (Rules(group=CustomerGroup.NEW), GUEST, None),
        (Rules(group=CustomerGroup.NEW), replace(GUEST, ordered_at=EVENING), VoucherForNew("v")),
        (AWAY, GUEST, VoucherForAway("v", 30)),
        (AWAY, replace(GUEST, ordered_at=EVENING - 30 * DAYS), None),
        (AWAY, replace(GUEST, ordered_at=EVENING - 30 * DAYS + MINUTE), VoucherForAway("v", 30)),
        (Rules(limits=VoucherLimits(own=2)), replace(GUEST, times=1), None),
        (Rules(limits=VoucherLimits(own=2)), replace(GUEST, times=2), VoucherTaken("v", 2)),
        (Rules(limits=VoucherLimits(own_day=1)), replace(GUEST, times=9), None),
        (
            Rules(limits=VoucherLimits(own_day=1)),
            replace(GUEST, times=1, day_times=1),
            VoucherTakenToday("v", 1),
        ),
        (Rules(limits=VoucherLimits(day=3)), replace(GUEST, all_day_times=2), None),
        (Rules(limits=VoucherLimits(day=3)), replace(GUEST, all_day_times=3), VoucherOutToday("v")),
        (Rules(limits=VoucherLimits(day_off=fen(2400))), replace(GUEST, all_day_fen=1600), None),
        (
            Rules(limits=VoucherLimits(day_off=fen(2400))),
            replace(GUEST, all_day_fen=1601),
            VoucherOutToday("v"),
        ),
    ],
)
def test_each_rule(rules: Rules, asker: Asker, reason: Reason | None) -> None:
    """On its bound and beside it."""
    found = not_entitled(campaign(rules), asker, fen(800), EVENING)
    assert found == (Refused(reason) if reason else None)


def test_without_rules_everybody_may() -> None:
    """However often."""
    assert not_entitled(campaign(None), replace(GUEST, times=99), fen(800), EVENING) is None
    assert has_code(Rules(), GUEST)


def test_what_is_bought_elsewhere_does_not_count() -> None:
    """Neither for the threshold nor for what comes off."""
    here = campaign(Rules(where=Where(merchants=("a",))))
    both = (bought(3000), bought(5000, "b"))
    assert counted(here, both) == fen(3000)
    assert counted(campaign(None), both) == fen(8000)
    found = refuses(here, both, GUEST, fen(800), EVENING)
    assert found == Refused(VoucherFromMore("v", 1000, "CNY"))
    elsewhere = refuses(here, (bought(5000, "b"),), GUEST, fen(800), EVENING)
    assert elsewhere == Refused(VoucherElsewhere("v"))
    assert refuses(here, (bought(4000),), GUEST, fen(800), EVENING) is None


def test_what_a_deal_takes_something_off_does_not_count_where_that_is_the_rule() -> None:
    """And where all has a deal that is said, and not that it is spent elsewhere."""
    alone = campaign(Rules(beside_deals=False))
    both = (bought(3000, undealt=1000), bought(5000, "b"))
    assert counted(alone, both) == fen(6000)
    assert counted(campaign(Rules()), both) == fen(8000)
    refused = refuses(alone, (bought(5000, undealt=0),), GUEST, fen(800), EVENING)
    assert refused == Refused(VoucherBesideDeal("v"))
    there = replace(alone, rules=Rules(beside_deals=False, where=Where(merchants=("b",))))
    refused = refuses(there, (bought(5000, undealt=0),), GUEST, fen(800), EVENING)
    assert refused == Refused(VoucherElsewhere("v"))


def test_what_cannot_be_mended_is_said_before_what_a_larger_order_mends() -> None:
    """First that there is nothing to have, then that it is not theirs, then what is missing."""
    for_new = campaign(Rules(group=CustomerGroup.NEW))
    known = replace(GUEST, ordered_at=EVENING)
    small = (bought(100),)
    over = refuses(for_new, small, known, fen(800), for_new.ends_at)
    assert over == Refused(VoucherNotNow("v"))
    assert refuses(for_new, small, known, fen(799), EVENING) == Refused(VoucherUsedUp("v"))
    assert refuses(for_new, small, known, fen(800), EVENING) == Refused(VoucherForNew("v"))
    short = refuses(for_new, small, GUEST, fen(800), EVENING)
    assert short == Refused(VoucherFromMore("v", 3900, "CNY"))


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 9), st.integers(0, 9000))
def test_no_limit_is_ever_passed(own: int, own_day: int, day: int, day_fen: int) -> None:
    """Whoever may have one more is at or below each limit with it."""
    limits = VoucherLimits(own=3, own_day=2, day=5, day_off=fen(4000))
    asker = Asker(
        signed_in=True, times=own, day_times=own_day, all_day_times=day, all_day_fen=day_fen
    )
    if not_entitled(campaign(Rules(limits=limits)), asker, fen(800), EVENING) is None:
        assert own + 1 <= 3
        assert own_day + 1 <= 2
        assert day + 1 <= 5
        assert day_fen + 800 <= 4000
