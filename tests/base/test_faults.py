"""Of a fault its kind and its place are told, never its words."""

from __future__ import annotations

import json

import pytest

from yeshi.base.faults import kind_of, of_elsewhere, place_of
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


def test_a_fault_of_another_process_has_its_kind_and_place_with_it() -> None:
    """Wherever, and as whatever, it is raised again."""
    with pytest.raises(RuntimeError) as found:
        raise of_elsewhere(RuntimeError("somebody's address"), "BooksBroken", "yeshi.base.money:7")
    assert (kind_of(found.value), place_of(found.value)) == ("BooksBroken", "yeshi.base.money:7")
