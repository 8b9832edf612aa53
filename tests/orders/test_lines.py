"""A line of an order is named by what was chosen in it, and costs price and packing."""

from __future__ import annotations

from dataclasses import replace

from tests.records import fen, line, named
from yeshi.orders.lines import ChosenOption, LinePart


def test_a_line_is_called_as_it_was_asked_for() -> None:
    """With the choices of the dish, and those of a set's dishes by their number."""
    egg = ChosenOption("egg", named("egg"), fen(200))
    bowl = replace(line("bowl", 1400), chosen=(egg,))
    assert bowl.selection.written == "bowl+egg"
    part = LinePart("noodles", named("noodles"), (egg,))
    both = replace(line("both", 2400), parts=(LinePart("tea", named("tea")), part))
    assert both.selection.written == "both+2.egg"


def test_a_line_costs_price_and_packing_of_each() -> None:
    """The price alone is what goods are."""
    many = line("bowl", 1400, packing=100, quantity=3)
    assert (many.priced, many.amount) == (fen(4200), fen(4500))
