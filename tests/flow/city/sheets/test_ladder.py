"""Sheets of digital use: dated rungs, scores on one scale, months that stay as they were scored."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SmallCity
from tests.flow.city.sheets.builders import EXAMPLES, prepared, sheet, take_in
from yeshi.files.digital_use import DIGITAL_USE

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")


def test_the_ladder_is_dated_and_the_index_is_on_one_scale(city: SmallCity, tmp_path: Path) -> None:
    """A stall on the last rung, one that sold, one that is only listed."""
    sheets = prepared(city, tmp_path)
    rows = {row["id"]: row for row in sheet(sheets, "index-ladder").rows}
    assert rows["a"]["figures_on"] == rows["a"]["listed_on"] == "2026-11-24"
    assert (rows["b"]["delivering_on"], rows["b"]["figures_on"]) == ("2026-11-24", None)
    assert rows["r"]["ordering_on"] is None
    (score,) = [row for row in sheet(sheets, "index-scores").rows if row["by"] == "city"]
    # Two of three sell, are paid and deliver; one of three runs on figures; weights 3 to 1.
    assert score["score"] == pytest.approx(100 * (0.75 * 2 / 3 + 0.25 * 1 / 3))
    assert score["low"] <= score["score"] <= score["high"]
    assert [rows[id_]["score"] for id_ in ("a", "b", "r")] == [100.0, 75.0, 0.0]
    assert (score["rank"], score["rank_low"], score["rank_high"]) == (1, 1.0, 1.0)


def test_a_change_is_told_by_its_rungs(tmp_path: Path) -> None:
    """A stall that sells for the first time in a new month."""
    city = SmallCity().settle_in()
    city.wait(60 * 24 * 10)
    city.fill()
    city.place({"a1": 1})
    (row,) = [r for r in sheet(prepared(city, tmp_path), "index-change").rows if r["by"] == "city"]
    # One of three was ordered from: a third of the quarter that the rung weighs.
    assert (row["before"], row["ordering"]) == (0.0, pytest.approx(100 * 0.75 / 9))
    parts = sum(row[rung] for rung in ("ordering", "paid", "delivering", "figures"))
    assert row["after_score"] - row["before"] == pytest.approx(parts)


def test_ranks_say_how_sure_they_are(tmp_path: Path) -> None:
    """Of a hundred imported businesses in five sectors much alike, no rank is sure."""
    city = SmallCity().settle_in()
    take_in(city, tmp_path, EXAMPLES / "businesses.csv")
    city.fill()
    rows = [
        row for row in sheet(prepared(city, tmp_path), "index-scores").rows
        if row["by"] == "sector" and row["day"] == "2026-11-24" and row["businesses"] > 9
    ]  # fmt: skip
    assert len(rows) == 5
    for row in rows:
        assert row["rank_low"] <= row["rank"] <= row["rank_high"]
    assert any(row["rank_high"] - row["rank_low"] >= 1 for row in rows)


def test_a_month_that_is_over_keeps_its_score(city: SmallCity, tmp_path: Path) -> None:
    """Under its method, though the method changes later."""
    prepared(city, tmp_path)
    city.wait(60 * 24 * 10)
    city.place({"a1": 1})
    before = sheet(prepared(city, tmp_path), "index-scores").rows
    assert {row["final"] for row in before if row["day"] == "2026-11-30"} == {True}
    changed = tmp_path / "method.toml"
    text = DIGITAL_USE.read_text(encoding="utf-8")
    changed.write_text(
        text.replace("weight = 3.0", "weight = 9.0").replace('version = "1"', 'version = "2"')
    )
    after = sheet(prepared(city, tmp_path, changed), "index-scores").rows
    old = {(r["group"], r["day"]): (r["score"], r["method"]) for r in before if r["final"]}
    assert old == {(r["group"], r["day"]): (r["score"], r["method"]) for r in after if r["final"]}
    assert {r["method"][0] for r in after if not r["final"]} == {"2"}
