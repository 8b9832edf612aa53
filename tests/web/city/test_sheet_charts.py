"""The charts of sheets: what is drawn of their rows."""

from __future__ import annotations

from yeshi.observatory.sheet import Sheet
from yeshi.web.city.sheet_charts import chart_of


def test_a_merchant_has_one_bar_over_all_campaigns() -> None:
    """The largest first."""
    rows = tuple(
        {"campaign": campaign, "merchant": one, "zh": one, "en": one, "spent": units}
        for campaign, one, units in (("1", "a", 3.0), ("1", "b", 2.0), ("2", "b", 2.0))
    )
    drawn = chart_of(Sheet("vouchers-merchants", rows), "en")
    assert drawn is not None
    told = [(row["name"], row["value"]) for row in drawn["data"]["values"]]
    assert told == [("b", 4.0), ("a", 3.0)]
