"""Of a fault its kind and its place are told, never its words."""

from __future__ import annotations

import json

import pytest

from yeshi.base.faults import kind_of, place_of
from yeshi.base.money import Money


def test_the_place_is_the_last_in_this_house() -> None:
    """Also where a library raised it, and none where the house had no part in it."""
    with pytest.raises(Exception) as found:
        Money(1, "CNY").split([])
    assert kind_of(found.value) == "BooksBroken"
    module, line = place_of(found.value).split(":")
    assert (module, line.isdigit()) == ("yeshi.base.money", True)
    with pytest.raises(ValueError) as outside:
        json.loads("somebody's address")
    assert place_of(outside.value) == ""
