"""The charts of recovery: what is drawn of their rows."""

from __future__ import annotations

from yeshi.observatory.sheet import Sheet
from yeshi.web.city.recovery_charts import curves, trade


def test_all_trade_ends_where_it_is_not_told_and_the_platforms_goes_on() -> None:
    """A line each."""
    rows = (
        {"period": "2026-11-16", "sold": 9.0, "platform": 1.0},
        {"period": "2026-11-23", "sold": None, "platform": 2.0},
    )
    drawn = trade(Sheet("recovery-trade", rows), "en")
    told = [(row["what"], row["amount"]) for row in drawn["data"]["values"]]
    assert told == [("all trade", 9.0), ("on the platform", 1.0), ("on the platform", 2.0)]


def test_curves_are_of_four_groups() -> None:
    """Sectors and districts have theirs in the table."""
    rows = tuple({"group": group, "period": "2026-11-16"} for group in ("all", "sector: snacks"))
    drawn = curves(Sheet("recovery-curves", rows), "zh")
    assert [row["name"] for row in drawn["data"]["values"]] == ["全部"]
