"""Sheets of vouchers tell what was spent, where, and why leverage is not told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SmallCity
from tests.flow.city.sheets.builders import prepared, sheet

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")


def test_a_campaign_and_its_merchants_add_up_to_what_was_booked(
    city: SmallCity, tmp_path: Path
) -> None:
    """Two stalls by what each sold, not by halves; without a lot there is no leverage."""
    sheets = prepared(city, tmp_path)
    (campaign,) = sheet(sheets, "vouchers-campaigns").rows
    assert (campaign["spent_orders"], campaign["spent"]) == (1, 8.0)
    assert campaign["left"] == city.balance("campaign:v") / 100 == 92.0
    assert (campaign["leverage"], campaign["why"]) == (None, "no_lot")
    shares = {row["merchant"]: row["spent"] for row in sheet(sheets, "vouchers-merchants").rows}
    assert shares == {"a": 2.84, "b": 5.16}
