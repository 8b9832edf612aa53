"""Sheets prepared from a small city and from imported panels."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import SmallCity, done
from tests.flow.stalls.test_running import OFFICIAL
from yeshi.adapters.panels import keep
from yeshi.adapters.sheets import ladder
from yeshi.adapters.sheets.prepared import PreparedSheets
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.files.panel import read_panel
from yeshi.flow import due
from yeshi.flow.city import shocks
from yeshi.flow.stalls import running
from yeshi.observatory.sheet import Sheet
from yeshi.observatory.shock import ShockKind

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")
EXAMPLES = Path(__file__).parents[2] / "examples" / "panels"


@pytest.fixture
def city() -> SmallCity:
    """An order of two stalls delivered; one of them looked at its figures and changed a price."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1, "b2": 1})
    city.cook(order)
    city.bring(order)
    done(running.look(city.engine, "a"))
    done(running.reprice(city.engine, city.key(), "a", "a1", Money(1600)))
    return city


def prepared(city: SmallCity, home: Path) -> PreparedSheets:
    """The sheets, prepared now."""
    sheets = PreparedSheets(city.store, home / "sheets", home / "columns", home / "panels")
    sheets.refresh(city.clock.now())
    return sheets


def sheet(sheets: PreparedSheets, name: str) -> Sheet:
    """One of them, which must be there."""
    known = sheets.sheet(name)
    assert known is not None, name
    return known[0]


def test_the_night_is_told_by_hour_place_and_district(city: SmallCity, tmp_path: Path) -> None:
    """Each adds up to what was sold."""
    sheets = prepared(city, tmp_path)
    for name in ("night-hours", "night-places", "night-sectors", "night-districts"):
        rows = sheet(sheets, name).rows
        assert sum(row["sold_yuan"] or 0 for row in rows) == pytest.approx(46.5), name
    (district,) = sheet(sheets, "night-districts").rows
    assert (district["businesses"], district["per_business_yuan"]) == (2, 23.25)
    assert district["per_1000_people_yuan"] is None
    (cell,) = sheet(sheets, "night-calendar").rows
    assert (cell["hour"], cell["orders"]) == (20, 1)
    known = sheets.sheet("night-hours")
    assert known is not None
    assert known[1] <= city.clock.now()


def test_people_of_a_district_make_figures_by_head(city: SmallCity, tmp_path: Path) -> None:
    """The latest count that is not of the future."""
    path = tmp_path / "people.csv"
    path.write_text("district,year,people\ncity,2020,500\ncity,2025,1000\ncity,2030,9\n")
    keep(tmp_path / "panels", read_panel(path))
    (district,) = sheet(prepared(city, tmp_path), "night-districts").rows
    assert (district["people_year"], district["per_1000_people_yuan"]) == (2025, 46.5)


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
    keep(tmp_path / "panels", read_panel(EXAMPLES / "businesses.csv"))
    city.fill()
    rows = [
        row for row in sheet(prepared(city, tmp_path), "index-scores").rows
        if row["by"] == "sector" and row["day"] == "2026-11-24" and row["businesses"] > 9
    ]  # fmt: skip
    assert len(rows) == 5
    for row in rows:
        assert row["rank_low"] <= row["rank"] <= row["rank_high"]
    assert any(row["rank_high"] - row["rank_low"] >= 1 for row in rows)


def test_a_month_that_is_over_keeps_its_score(
    city: SmallCity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under its method, though the method changes later."""
    prepared(city, tmp_path)
    city.wait(60 * 24 * 10)
    city.place({"a1": 1})
    before = sheet(prepared(city, tmp_path), "index-scores").rows
    assert {row["final"] for row in before if row["day"] == "2026-11-30"} == {True}
    changed = tmp_path / "method.toml"
    text = ladder.FRAMEWORK.read_text(encoding="utf-8")
    changed.write_text(
        text.replace("weight = 3.0", "weight = 9.0").replace('version = "1"', 'version = "2"')
    )
    monkeypatch.setattr(ladder, "FRAMEWORK", changed)
    after = sheet(prepared(city, tmp_path), "index-scores").rows
    old = {(r["group"], r["day"]): (r["score"], r["method"]) for r in before if r["final"]}
    assert old == {(r["group"], r["day"]): (r["score"], r["method"]) for r in after if r["final"]}
    assert {r["method"][0] for r in after if not r["final"]} == {"2"}


def test_work_is_not_told_of_two_couriers(city: SmallCity, tmp_path: Path) -> None:
    """Groups of fewer than ten are nobody's business; weeks are there once shifts have ended."""
    city.wait(60 * 8)
    due.carry_out(city.engine, due.SHIFTS)
    sheets = prepared(city, tmp_path)
    assert sheet(sheets, "work-groups").rows == ()
    (week,) = sheet(sheets, "work-weeks").rows
    assert (week["couriers"], week["week"]) == (2, "2026-11-23")
    assert sum(row["people"] for row in sheet(sheets, "work-steady").rows) == 2


def test_a_shock_is_read_from_imported_trade(city: SmallCity, tmp_path: Path) -> None:
    """What going online did is near the fifth that was put in, and said in both languages."""
    for name in ("trade", "businesses", "services"):
        keep(tmp_path / "panels", read_panel(EXAMPLES / f"{name}.csv"))
    name = Name("疫情", "Epidemic")
    began = date(2026, 4, 27)
    id_ = done(shocks.enter(city.engine, city.key(), OFFICIAL, name, ShockKind.EPIDEMIC, began))[
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
    keep(tmp_path / "panels", read_panel(EXAMPLES / "trade.csv"))
    began = city.clock.now().date() - timedelta(1)
    id_ = done(
        shocks.enter(city.engine, city.key(), OFFICIAL, Name("x", "x"), ShockKind.HEAT, began)
    )["shock"]
    told = sheet(prepared(city, tmp_path), f"recovery-groups-{id_}")
    assert (told.rows, "the data end before" in told.notes["why"]["en"]) == ((), True)


def test_columns_of_another_form_are_written_anew(city: SmallCity, tmp_path: Path) -> None:
    """As those of an earlier version, which had no sectors."""
    from yeshi.adapters.columns.writing import bring_up_to_date

    folder = tmp_path / "columns"
    assert bring_up_to_date(city.store, folder) == 1
    assert bring_up_to_date(city.store, folder) == 0
    (folder / "through.json").write_text('{"seq": 9, "at": "2026-11-24T20:00:00+08:00"}')
    assert bring_up_to_date(city.store, folder) == 1
