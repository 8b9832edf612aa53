"""What stands beside a sheet's chart: cells as one reads them, and remarks on its rows."""

from __future__ import annotations

import pytest

from yeshi.observatory.sheet import Sheet
from yeshi.web.city.sheet_words import Remark, cell, columns_of, is_tabled, remarks, shown_of_shock

LOT = {"zh": "券", "en": "voucher", "by_lot": True, "leverage": 2.5, "low": 1.0, "high": 4.0,
       "naive": None, "why": None}  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value", "read"),
    [
        ("share", 0.123, "12.3 %"),
        ("late_share", None, "–"),
        ("paid", True, "yes"),
        ("orders", 12000, "12000"),
        ("sold", 12000.4, "12,000"),
        ("sold", 12.345, "12.35"),
        ("sold", -1234.5, "-1,234"),
    ],
)
def test_a_cell_as_one_reads_it(column: str, value: object, read: str) -> None:
    """Shares in per cent, large numbers with commas, words of the catalogue."""
    assert cell("en", column, {column: value}) == read


def test_an_interval_stands_beside_its_figure() -> None:
    """In one column; nothing beside a figure that is not known."""
    row = {"depth": 0.5, "depth_low": 0.4, "depth_high": 0.6, "score": None, "low": 1.0, "high": 2}
    assert columns_of(Sheet("recovery-groups", (row,)), "en") == ["depth", "score"]
    assert cell("en", "depth", row) == "50.0 % (40.0 % – 60.0 %)"
    assert cell("en", "score", row) == "–"
    assert cell("zh", "signs", {"signs": "same_few own_door"}) == "同几人、送自家"


def test_places_and_the_other_language_are_no_columns() -> None:
    """A table has one name a row, and no coordinates."""
    sheet = Sheet("night-places", ({"zh": "甲", "en": "A", "x": 1.0, "y": 2.0, "orders": 3},))
    assert columns_of(sheet, "en") == ["en", "orders"]
    assert columns_of(sheet, "zh") == ["zh", "orders"]
    assert is_tabled(sheet)
    assert not is_tabled(Sheet("night-hours", sheet.rows))
    assert not is_tabled(Sheet("night-places", ()))


def test_the_leverage_of_a_lot_is_told() -> None:
    """For campaigns by lot only; what is not known reads as nothing."""
    told = remarks("en", Sheet("vouchers-campaigns", (LOT, {**LOT, "by_lot": False})))
    assert len(told) == 1
    assert "2.50" in told[0].text
    assert told[0].look == ""


def test_a_campaign_that_made_up_days_know_says_what_is_weighed() -> None:
    """Of its vouchers those that the city recorded; a lot is weighed whole."""
    rows = (LOT, {**LOT, "by_lot": False, "en": "every night"})
    sheet = Sheet("vouchers-campaigns", rows, notes={"made_up_until": "2026-11-24"})
    assert [one.text.startswith("every night") for one in remarks("en", sheet)] == [False, True]


def test_signs_of_misuse_warn() -> None:
    """All signs of a stall in one sentence."""
    row = {"zh": "甲", "en": "A", "signs": ""}
    assert remarks("en", Sheet("vouchers-merchants", (row,))) == []


def test_districts_without_people_say_so() -> None:
    """Until a file of the people of each district is there."""
    rows = ({"district": "x"},)
    assert [one.look for one in remarks("en", Sheet("night-districts", rows))] == ["soft small"]
    assert remarks("en", Sheet("night-districts", rows, notes={"people": 5})) == []
    assert isinstance(remarks("zh", Sheet("night-districts", rows))[0], Remark)


def test_a_shock_shows_what_is_ready() -> None:
    """Or, while nothing is, the one sheet that says what is lacking."""
    none = [{"ready": False, "name": name} for name in "abc"]
    assert [one["name"] for one in shown_of_shock(none)] == ["b"]
    assert len(shown_of_shock([{**one, "ready": True} for one in none])) == 3
