"""A printer is entered within bounds, and no dish of a ticket is printed by nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import EVENING
from yeshi.base.refused import Invalid, Refused
from yeshi.market.printer import (
    Coding,
    Printer,
    PrinterFault,
    PrinterSaid,
    SlipKind,
    answered,
    beyond_printer,
    entered,
    failed,
    said_anew,
    stations,
)

SAID = PrinterSaid(name="后厨", host="192.168.1.50")
PRINTER = entered("p", "a", SAID, EVENING)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": ""}, "name"),
        ({"host": ""}, "address"),
        ({"host": "http://printer"}, "address"),
        ({"host": "printer/admin"}, "address"),
        ({"host": "a b"}, "address"),
        ({"host": "10.1"}, "address"),
        ({"host": "2130706433"}, "address"),
        ({"host": "0x7f000001"}, "address"),
        ({"host": "fe80::1%eth0"}, "address"),
        ({"host": "x" * 101}, "address"),
        ({"port": 9099}, "port"),
        ({"port": 9110}, "port"),
        ({"port": 80}, "port"),
        ({"width_mm": 70}, "width_mm"),
        ({"prints": ()}, "prints"),
        ({"prints": (SlipKind.TRIAL,)}, "prints"),
        ({"categories": ("",)}, "categories"),
        ({"categories": ("x" * 61,)}, "categories"),
        ({"categories": tuple(map(str, range(21)))}, "categories"),
    ],
)
def test_what_is_beyond_its_bounds_is_refused(said: dict[str, Any], field: str) -> None:
    """With the field that it is in."""
    found = beyond_printer(replace(SAID, **said))
    assert isinstance(found, Refused)
    assert isinstance(found.reason, Invalid)
    assert found.reason.field == field


@pytest.mark.parametrize("host", ["192.168.1.50", "fd00::5", "kitchen", "printer-2.stall.example"])
def test_addresses_and_names_of_machines_may_be_entered(host: str) -> None:
    """Of both kinds of address."""
    assert beyond_printer(replace(SAID, host=host)) is None


def test_a_printer_that_stands_elsewhere_is_known_anew() -> None:
    """One that is only called something else keeps what is known of it."""
    known = failed(answered(PRINTER, True, EVENING), PrinterFault.SILENT, EVENING)
    renamed = said_anew(known, replace(SAID, name="吧台", coding=Coding.GB2312))
    assert (renamed.tells, renamed.fault, renamed.name) == (True, PrinterFault.SILENT, "吧台")
    moved = said_anew(known, replace(SAID, host="192.168.1.51"))
    assert (moved.tells, moved.fault, moved.silent_since, moved.answered_at) == (None,) * 4


def test_it_is_silent_since_the_first_fault() -> None:
    """Until it prints."""
    later = EVENING + timedelta(hours=1)
    twice = failed(failed(PRINTER, PrinterFault.SILENT, EVENING), PrinterFault.NO_PAPER, later)
    assert (twice.silent_since, twice.fault) == (EVENING, PrinterFault.NO_PAPER)
    assert twice.holds
    again = answered(twice, False, later)
    assert (again.silent_since, again.fault, again.answered_at) == (None, None, later)


def at_station(id_: str, *categories: str, prints: SlipKind = SlipKind.KITCHEN) -> Printer:
    """A printer of those categories."""
    return replace(PRINTER, id=id_, categories=categories, prints=(prints,))


def test_each_station_prints_what_is_its_own() -> None:
    """A set where any of its dishes is; what is nobody's at the one that prints all."""
    printers = [at_station("hot", "热菜"), at_station("bar", "饮品"), at_station("all")]
    dishes = [
        ("tofu", frozenset({"热菜"})), ("tea", frozenset({"饮品"})),
        ("set", frozenset({"热菜", "饮品"})), ("odd", frozenset()),
    ]  # fmt: skip
    found = stations(printers, dishes)
    assert found["hot"] == ("tofu", "set")
    assert found["bar"] == ("tea", "set")
    assert found["all"] == ("tofu", "tea", "set", "odd")
    assert stations([at_station("bill", prints=SlipKind.BILL)], dishes) == {}


WORDS = some.sampled_from(["热菜", "饮品", "面食", "凉菜"])
PRINTERS = some.lists(some.frozensets(WORDS, max_size=2), min_size=1, max_size=4)


@given(PRINTERS, some.lists(some.frozensets(WORDS, max_size=3), max_size=8))
def test_no_dish_is_printed_by_nobody(
    of_printers: list[frozenset[str]], of_dishes: list[frozenset[str]]
) -> None:
    """Whatever the stations, and whatever the menu calls its categories."""
    printers = [at_station(f"p{n}", *sorted(one)) for n, one in enumerate(of_printers)]
    dishes = [(f"d{n}", one) for n, one in enumerate(of_dishes)]
    found = stations(printers, dishes)
    assert {item for items in found.values() for item in items} == {item for item, _ in dishes}
    assert all(found.values())
