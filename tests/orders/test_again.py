"""What of an earlier order can be had again: what is told of it, and what goes into a basket."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.records import fen, line, order_of, ticket
from yeshi.base.refused import Refused
from yeshi.orders.again import Again, AgainLine, NoneLeft, beside, lines_of
from yeshi.orders.alteration import Alteration

WAS = line("tofu", 1000, 100, quantity=3)
TEA = line("tea", 800)


def kept(quantity: int = 3, price: int = 1000) -> AgainLine:
    """So many of it at that price now."""
    return AgainLine(merchant="a", was=WAS, now=replace(WAS, quantity=quantity, price=fen(price)))


def test_a_line_says_what_has_changed() -> None:
    """A price with its packing beside the old one, and how many fewer there are."""
    assert kept().is_as_before
    assert (kept(2).short, kept(2).is_as_before) == (1, False)
    dearer = kept(price=1200)
    assert (dearer.each_was, dearer.each_now) == (fen(1100), fen(1300))
    assert not dearer.is_as_before
    gone = AgainLine(merchant="a", was=WAS, gone=Refused(NoneLeft("tofu")))
    assert (gone.short, gone.each_now, gone.is_as_before) == (3, None, False)


@pytest.mark.parametrize(
    "broken",
    [
        AgainLine(merchant="a", was=WAS),
        replace(kept(), gone=Refused(NoneLeft("tofu"))),
        kept(4),
        kept(0),
        AgainLine(merchant="a", was=WAS, now=TEA),
    ],
)
def test_a_line_is_there_as_it_was_or_gone(broken: AgainLine) -> None:
    """Never both, never another dish, and never more than was ordered."""
    assert kept().holds
    assert not broken.holds


def test_what_can_be_had_is_added_to_what_is_in_the_basket() -> None:
    """And nothing of what is gone."""
    gone = AgainLine(merchant="a", was=TEA, gone=Refused(NoneLeft("tea")))
    found = Again("o", (kept(2), gone))
    assert found.wanted == {"tofu": 2}
    assert not found.is_as_before
    assert beside({"tofu": 1, "rice": 2}, found.wanted) == {"tofu": 3, "rice": 2}


def test_its_mark_is_that_of_what_was_told() -> None:
    """Another price or another quantity is another mark."""
    marks = {Again("o", (one,)).mark for one in (kept(), kept(2), kept(price=900))}
    assert len(marks) == 3
    assert Again("o", (kept(),)).mark in marks


def test_what_a_stall_changed_is_wanted_as_it_was_ordered() -> None:
    """Left out, or made as another dish: what was chosen at first counts."""
    part = ticket("a", 1000)
    (first,) = part.lines
    other = line("other", 900)
    altered = replace(part, lines=(other,), altered=(Alteration(first, other),))
    assert lines_of(order_of(altered)) == [("a", first)]
    left_out = replace(part, lines=(), altered=(Alteration(first),))
    assert lines_of(order_of(left_out)) == [("a", first)]
