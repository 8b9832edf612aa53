"""There is one city in an installation."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import CHARTER
from yeshi.flow.charter import CityIsOpen, ZoneInUse


def test_there_is_one() -> None:
    """Under one id, whatever it is called."""
    assert CHARTER.holds
    assert not replace(CHARTER, id="changsha").holds


def test_its_refusals_have_their_names() -> None:
    """By which the catalogue has their sentences."""
    assert (CityIsOpen.code(), ZoneInUse.code()) == ("city_is_open", "zone_in_use")
