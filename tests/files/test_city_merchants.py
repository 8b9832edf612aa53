"""Stalls and restaurants of a city's file, one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files.test_terms import CITY, SHORTEST
from yeshi.base.errors import InputError
from yeshi.files.city_file import read_city
from yeshi.wiring.ground import opening_of

ALONE = """
[[merchants]]
id = "he-tea"
name = { zh = "何家茶馆", en = "He's Teahouse" }
place = [-74.01, 40.71]
opens = 18:00:00
closes = 01:00:00
cook_s = 240
[[merchants.items]]
id = "he-tea.jasmine"
name = { zh = "茉莉花茶", en = "Jasmine tea" }
price_fen = 600
"""


def test_one_of_no_market_is_listed_and_none_of_a_market_is_lost(tmp_path: Path) -> None:
    """Each where it stands, with its menu."""
    path = tmp_path / "city.toml"
    path.write_text(CITY + SHORTEST + ALONE, encoding="utf-8")
    assert [one.id for one, _ in read_city(path).alone] == ["he-tea"]
    path.write_text(CITY + SHORTEST + ALONE.replace("place", 'market = "m"\nplace'), "utf-8")
    ((merchant, (item,)),) = opening_of(path, None).merchants
    assert (merchant.market, item.price.fen, item.packing.fen) == ("m", 600, 0)


def test_one_of_a_market_that_is_not_there_is_a_fault_with_its_line(tmp_path: Path) -> None:
    """The line of its market."""
    path = tmp_path / "city.toml"
    text = CITY + SHORTEST + ALONE.replace("place", 'market = "x"\nplace')
    path.write_text(text, encoding="utf-8")
    line = text[: text.index('market = "x"')].count("\n") + 1
    with pytest.raises(InputError, match=f"line {line}: merchants.0.market: there is no 'x'"):
        opening_of(path, None)
