"""What is left out or exchanged of lines, and what they were before."""

from __future__ import annotations

from dataclasses import replace

from tests.records import fen, line
from yeshi.orders.alteration import Alteration, as_ordered, at_most, without


def test_another_dish_costs_nobody_more() -> None:
    """What is dearer is had at the price of what was ordered; what is cheaper pays back."""
    ordered = replace(line("a2", 800), quantity=2, packing=fen(100))
    dear = at_most(replace(line("z", 2000), packing=fen(50)), ordered)
    assert (dear.quantity, dear.price, dear.packing) == (2, fen(850), fen(50))
    assert Alteration(ordered, dear).back == fen(0)
    cheap = at_most(line("z", 300), ordered)
    assert Alteration(ordered, cheap).back == fen(2 * 600)


def test_a_line_is_left_out_in_part_and_told_as_it_was() -> None:
    """Also where what was made instead is itself exchanged later."""
    noodles, tea = line("noodles", 900, quantity=3), line("tea", 500)
    first = Alteration(line("noodles", 900, quantity=2), line("rice", 800, quantity=2))
    lines = without((noodles, tea), first)
    assert lines == (line("noodles", 900), line("rice", 800, quantity=2), tea)
    second = Alteration(line("rice", 800), line("soup", 700))
    after = without(lines or (), second)
    assert after is not None
    assert {one.item: one.quantity for one in after} == {
        "noodles": 1, "rice": 1, "soup": 1, "tea": 1
    }  # fmt: skip
    before = as_ordered(after, (first, second))
    assert {one.item: one.quantity for one in before} == {"noodles": 3, "tea": 1}
    assert without((tea,), first) is None
