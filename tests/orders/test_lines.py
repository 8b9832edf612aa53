"""A line of an order is named by what was chosen in it, and costs price and packing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as some

from tests.records import fen, line, named
from yeshi.orders.lines import ChosenOption, DealShare, LinePart


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


def share(off: int, deal: str = "d") -> DealShare:
    """What a deal takes off a line."""
    return DealShare(deal, named(deal), fen(off))


def test_what_deals_take_off_is_off_the_price() -> None:
    """Packing is asked for as before."""
    many = replace(line("bowl", 1400, packing=100, quantity=3), deals=(share(500), share(10, "e")))
    assert (many.priced, many.gross, many.dealt) == (fen(4200), fen(4500), fen(510))
    assert many.amount == fen(3990)


@given(
    some.integers(1, 3000), some.integers(0, 100), some.integers(1, 9), some.randoms(),
    some.lists(some.integers(1, 9000), max_size=3),
)  # fmt: skip
def test_a_line_falls_apart_to_the_fen(
    price: int, packing: int, quantity: int, chance: Random, offs: list[int]
) -> None:
    """Whatever pieces of it go one after the other: none is below nothing, and together they are
    what the line was."""
    left, deals = price * quantity, []
    for number, off in enumerate(offs):
        taken = min(off, left)
        left -= taken
        deals += [share(taken, f"d{number}")] if taken else []
    whole = replace(line("bowl", price, packing, quantity), deals=tuple(deals))
    rest, gone = whole, []
    while rest.quantity:
        piece = rest.part(chance.randint(1, rest.quantity))
        gone.append(piece)
        rest = rest.less(piece)
    assert rest.deals == ()
    assert all(one.amount.fen >= one.packing.fen * one.quantity for one in gone)
    assert sum(one.amount.fen for one in gone) == whole.amount.fen
    assert sum(one.quantity for one in gone) == quantity
