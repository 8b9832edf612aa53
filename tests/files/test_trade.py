"""Trade by business and period from CSV: read whole, or refused with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.observatory.recovery.shocked import Shock, shocked_city
from yeshi.base.errors import InputError
from yeshi.cli.printing.recovery_file import write_recovery
from yeshi.files.trade import read_trade
from yeshi.observatory.recovery.breaks import Break
from yeshi.observatory.recovery.groups import curves
from yeshi.observatory.recovery.online import online_effect
from yeshi.observatory.recovery.trade import NEVER

GOOD = """business,period,trade,online_since,district
a,2026-01-05,100,2026-01-14,east
a,2026-01-12,120.5,2026-01-14,east
a,2026-01-19,90,2026-01-14,east
b,2026-01-05,50,,west
b,2026-01-19,60,,west
"""


def test_all_that_was_read_from_a_shock_is_written_as_json(tmp_path: Path) -> None:
    pytest.importorskip("diff_diff")
    trade = shocked_city(Shock(effect=0.3), 1)
    told, refused = curves(trade, 16)
    of = online_effect(trade, 16, synthetic=False)
    path = tmp_path / "recovery.json"
    write_recovery(path, trade, [Break(16, -0.4, 0.9)], told, refused, of)
    read = json.loads(path.read_text(encoding="utf-8"))
    assert read["periods"][16] == "2026-04-27"
    assert read["breaks"][0]["period"] == 16
    assert len(read["curves"]["all"]["performance"]) == 40
    assert (
        read["online"]["by_period"]["30"]["least"] < 30 < read["online"]["by_period"]["30"]["most"]
    )
    assert read["found"]["en"][0].startswith("Businesses that went online")


def written(folder: Path, text: str) -> Path:
    path = folder / "trade.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read_and_a_period_without_a_line_is_no_trade(tmp_path: Path) -> None:
    trade = read_trade(written(tmp_path, GOOD))
    assert trade.businesses == ("a", "b")
    assert trade.values.tolist() == [[100, 120.5, 90], [50, 0, 60]]
    assert trade.online.tolist() == [1, NEVER]
    assert trade.groups == {"district": ("east", "west")}


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ("120.5", "many", r"line 3: trade must be a number of at least 0, not 'many'"),
        ("120.5", "-1", r"line 3: trade must be a number of at least 0, not '-1'"),
        ("a,2026-01-12", "a,12.1.2026", r"line 3: period must be a day"),
        ("a,2026-01-12", "a,2026-01-05", r"line 3: a has 2026-01-05 already"),
        ("b,2026-01-19,60,,west", "b,2026-01-19,60,,east", r"line 6: b is told otherwise"),
        ("online_since", "online", r"line 1: needs one column online_since"),
        ("b,2026-01-19,60,,west", "b,2026-01-19", r"line 6: 2 cells, not 5"),
        ("b,2026-01-19,60,,west", ",2026-01-19,60,,west", r"line 6: no business"),
        ("2026-01-19", "2026-03-19", r"periods are 7 to 66 days apart"),
        (GOOD.partition("\n")[2], "", r"has no line of trade"),
    ],
)
def test_the_first_fault_is_told_with_its_line(
    tmp_path: Path, was: str, now: str, fault: str
) -> None:
    assert was in GOOD
    with pytest.raises(InputError, match=fault):
        read_trade(written(tmp_path, GOOD.replace(was, now)))
