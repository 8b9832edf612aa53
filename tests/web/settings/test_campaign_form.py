"""What is typed of a campaign becomes an entry, or the fault stands beside its field."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.flow.vouchers.places import StallUnnamed
from yeshi.vouchers.rules import CodeKind, CustomerGroup, Rules, VoucherLimits, Where
from yeshi.web.settings.campaign_form import campaign_typed

TYPED = {
    "name_zh": "秋", "name_en": "Autumn", "threshold": "40", "off": "8",
    "begins_at": "2026-11-24T18:00", "ends_at": "2026-12-01T00:00",
}  # fmt: skip


def test_without_more_it_is_for_everybody() -> None:
    """By the city's clock."""
    city = SmallCity().settle_in()
    entry = campaign_typed(TYPED, city.engine)
    assert not isinstance(entry, Refused)
    assert (entry.rules, entry.code) == (Rules(), "")
    assert entry.begins_at == EVENING - timedelta(hours=2)
    assert (entry.threshold, entry.off) == (city.money(4000), city.money(800))


def test_all_of_its_rules_are_read() -> None:
    """Days of who was away of those alone."""
    city = SmallCity().settle_in()
    rules = {
        "group": "away", "away_days": "30", "signed_in": "true", "by_code": "one",
        "code": "Night 24", "market:m": "true", "sector:snacks": "true", "merchants": "a\nb",
        "own_times": "3", "own_day_times": "1", "day_times": "100", "day_money": "800", "no_deals": "true",
    }  # fmt: skip
    entry = campaign_typed(TYPED | rules, city.engine)
    assert not isinstance(entry, Refused)
    assert entry.code == "Night 24"
    assert entry.rules == Rules(
        group=CustomerGroup.AWAY, away_days=30, signed_in=True, code=CodeKind.ONE,
        where=Where(markets=("m",), sectors=("snacks",), merchants=("a", "b")),
        limits=VoucherLimits(own=3, own_day=1, day=100, day_off=city.money(80_000)),
        beside_deals=False,
    )  # fmt: skip
    entry = campaign_typed(TYPED | rules | {"group": "new"}, city.engine)
    assert not isinstance(entry, Refused)
    assert entry.rules is not None
    assert entry.rules.away_days is None


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"threshold": ""}, Invalid("threshold", "decimal")),
        ({"off": "much"}, Invalid("off", "decimal")),
        ({"day_money": "x"}, Invalid("day_money", "decimal")),
        ({"own_times": "x"}, Invalid("own_times", "1…1000000")),
        ({"own_day_times": "0"}, Invalid("own_day_times", "1…1000000")),
        ({"day_times": "-1"}, Invalid("day_times", "1…1000000")),
        ({"group": "away"}, Invalid("away_days", "1…365")),
        ({"group": "some"}, Invalid("group", "choice")),
        ({"by_code": "some"}, Invalid("by_code", "choice")),
        ({"sector:none": "true"}, Invalid("sector", "choice")),
        ({"merchants": "a\nnobody"}, StallUnnamed("nobody")),
        ({"begins_at": "soon"}, Invalid("begins_at", "unreadable")),
        ({"ends_at": "1999-01-01T00:00"}, Invalid("ends_at", "out_of_time")),
    ],
)
def test_what_cannot_be_read_is_told_by_its_field(wrong: dict[str, str], reason: Reason) -> None:
    """One after the other."""
    city = SmallCity().settle_in()
    assert campaign_typed(TYPED | wrong, city.engine) == Refused(reason)
