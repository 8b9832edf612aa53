"""A zone of a city's file: its outline is an area, and its middle follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from yeshi.base.errors import InputError
from yeshi.files.city_file import read_city
from yeshi.geo.point import Point

ZONE = """name = { zh = "城", en = "City" }
time_zone = "Asia/Shanghai"
currency = "CNY"
[[zones]]
id = "east"
name = { zh = "东", en = "East" }
outline = [
  [113.0, 28.0],
  [113.2, 28.0],
  [113.2, 28.1],
  [113.0, 28.1],
]
"""


def test_a_zone_with_an_outline_has_its_middle_there(tmp_path: Path) -> None:
    """Unless its file says another."""
    path = tmp_path / "city.toml"
    path.write_text(ZONE, encoding="utf-8")
    (zone,) = read_city(path).zones
    assert (zone.centre, len(zone.outline)) == (Point(113.1, 28.05), 4)
    path.write_text(ZONE + "centre = [113.05, 28.01]\n", encoding="utf-8")
    assert read_city(path).zones[0].centre == Point(113.05, 28.01)


@pytest.mark.parametrize(
    ("was", "is_", "said"),
    [
        ("[113.2, 28.1],\n  [113.0, 28.1]", "[113.0, 28.1],\n  [113.2, 28.1]",
         "line 7: zones.0.outline: its line crosses or touches itself"),
        ("[113.2, 28.1],\n  [113.0, 28.1]", "[113.2, 28.0]",
         "line 7: zones.0.outline: it needs at least three different corners"),
        ("[113.2, 28.1]", "[28.1, 113.2]", "line 10: zones.0.outline.2.1: must be less than"),
        ("outline = [", "outlin = [", "line 7: zones.0.outlin: nothing of that name can be set"),
        (ZONE[ZONE.index("outline") :], "", "line 4: zones.0: centre is missing"),
    ],
)  # fmt: skip
def test_an_outline_that_is_none_is_told_with_its_line(
    tmp_path: Path, was: str, is_: str, said: str
) -> None:
    """And a zone that is nowhere."""
    assert was in ZONE
    path = tmp_path / "city.toml"
    path.write_text(ZONE.replace(was, is_), encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_city(path)
    assert said in str(told.value)
