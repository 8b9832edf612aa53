"""What is left out or exchanged of lines, and what they were before."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from tests.records import fen, line, named
from yeshi.orders.alteration import Alteration, as_ordered, at_most, without
from yeshi.orders.lines import DealShare


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


@given(
    some.integers(1, 3000), some.integers(0, 100), some.integers(1, 5), some.integers(0, 9000),
    some.integers(1, 3000), some.integers(0, 100), some.integers(1, 5),
)  # fmt: skip
def test_with_a_deal_nobody_pays_more_either(
    price: int, packing: int, quantity: int, off: int, other: int, box: int, some_of: int
) -> None:
    """What is made instead takes the deal over; all of it is told again as it was ordered."""
    deals = (DealShare("d", named("d"), fen(min(off, price * quantity))),) if off else ()
    ordered = replace(line("a2", price, packing, quantity), deals=deals)
    part = ordered.part(min(some_of, quantity))
    instead = at_most(line("z", other, box), part)
    change = Alteration(part, instead)
    assert change.back.fen >= 0
    assert instead.amount.fen >= 0
    after = without((ordered,), change)
    assert after is not None
    assert sum(one.amount.fen for one in after) == ordered.amount.fen - change.back.fen
    assert as_ordered(after, (change,)) == (ordered,)
    gone = Alteration(part)
    left = without((ordered,), gone)
    assert left is not None
    assert as_ordered(left, (gone,)) == (ordered,)
