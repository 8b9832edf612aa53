"""Sheets of recovery from imported trade, and why there are none."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import SmallCity, done
from tests.flow.city.sheets.builders import EXAMPLES, prepared, sheet, take_in
from tests.flow.stalls.test_running import OFFICIAL
from yeshi.base.names import Name
from yeshi.flow.city import shocks
from yeshi.observatory.shock import ShockKind

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")


def test_a_shock_is_read_from_imported_trade(city: SmallCity, tmp_path: Path) -> None:
    """What going online did is near the fifth that was put in, and said in both languages."""
    for name in ("trade", "businesses", "services"):
        take_in(city, tmp_path, EXAMPLES / f"{name}.csv")
    name = Name("疫情", "Epidemic")
    began = date(2026, 4, 27)
    id_ = done(shocks.enter(city.by(OFFICIAL), city.key(), name, ShockKind.EPIDEMIC, began))[
        "shock"
    ]
    sheets = prepared(city, tmp_path)
    assert sheet(sheets, "recovery-breaks").rows[0]["period"] == "2026-04-27"
    told = sheet(sheets, f"recovery-groups-{id_}")
    assert told.notes["low"] < 20 < told.notes["high"]
    assert set(told.notes["found"]) == {"zh", "en"}
    groups = {row["group"]: row for row in told.rows}
    assert 0.4 < groups["all"]["depth"] < 0.6
    assert groups["went online"]["weeks_to_recover"] < groups["never online"]["weeks_to_recover"]
    services = {
        row["rung"]: row["share"] for row in sheet(sheets, "index-rungs").rows
        if row["by"] == "city" and row["kind"] == "services" and row["day"] == "2026-11-24"
    }  # fmt: skip
    assert services == {"described": 1.0, "applied": 0.875, "decided": 0.625, "delivered": 0.375}


def test_a_shock_that_the_data_do_not_reach_says_why(city: SmallCity, tmp_path: Path) -> None:
    """And one in a city without a full week of trade."""
    sheets = prepared(city, tmp_path)
    assert sheet(sheets, "recovery-breaks").notes["why"]["en"].startswith("there is no full week")
    take_in(city, tmp_path, EXAMPLES / "trade.csv")
    began = city.clock.now().date() - timedelta(1)
    id_ = done(shocks.enter(city.by(OFFICIAL), city.key(), Name("x", "x"), ShockKind.HEAT, began))[
        "shock"
    ]
    told = sheet(prepared(city, tmp_path), f"recovery-groups-{id_}")
    assert (told.rows, "the data end before" in told.notes["why"]["en"]) == ((), True)


def test_after_a_panel_ended_the_platforms_own_trade_goes_on(
    city: SmallCity, tmp_path: Path
) -> None:
    """Of all trade nothing is told then: the panel's businesses did not stop trading.

    The platform booked 47 yuan before, and 16.50 here; the week under way is not told.
    """
    take_in(city, tmp_path, EXAMPLES / "trade.csv")
    before = sheet(prepared(city, tmp_path), "recovery-trade").rows
    assert {row["platform"] for row in before} == {0.0}
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    city.bring(order)
    assert sheet(prepared(city, tmp_path), "recovery-trade").rows == before
    city.wait(60 * 24 * 7)
    city.place({"a1": 1})
    *told, last = sheet(prepared(city, tmp_path), "recovery-trade").rows
    assert last == {"period": "2026-11-23", "sold": None, "platform": 63.5}
    assert [row for row in told if row["sold"] is not None] == list(before)
