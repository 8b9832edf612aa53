"""The lines of an order: so many of a dish, with what was chosen at it, at the quote's price."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.selection import Selection, choice_at


@dataclass(frozen=True, slots=True)
class ChosenOption:
    """What was chosen at a dish, and what it adds to the price."""

    id: str
    name: Name
    more: Money


@dataclass(frozen=True, slots=True)
class LinePart:
    """A dish of a set, with what was chosen at it."""

    item: str
    name: Name
    chosen: tuple[ChosenOption, ...] = ()


@dataclass(frozen=True, slots=True)
class LinePaid:
    """That a line which came to a table is paid: from the wallet of `customer`, or in cash (None)
    at the counter."""

    customer: str | None


# Who paid, to all who need not know whom that is.
SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """So many of one item, at the price of the quote, which has what was chosen in it.

    `parts`: the dishes of a set. `stocks`: of which shared stocks one of it takes one each.
    `guest`: which of those at a table wants it, from 1 on; 0 where nobody shares a table. `paid`:
    that it is, where a table pays at the end.
    """

    item: str
    name: Name
    quantity: int
    price: Money
    packing: Money
    chosen: tuple[ChosenOption, ...] = ()
    parts: tuple[LinePart, ...] = ()
    stocks: tuple[str, ...] = ()
    guest: int = 0
    paid: LinePaid | None = None

    @property
    def selection(self) -> Selection:
        """The dish with its choices, as it was asked for."""
        of_parts = [
            choice_at(number, one.id)
            for number, part in enumerate(self.parts, 1)
            for one in part.chosen
        ]
        return Selection(self.item, (*(one.id for one in self.chosen), *of_parts))

    @property
    def priced(self) -> Money:
        """The price of the whole line, without packing."""
        return self.price * self.quantity

    @property
    def amount(self) -> Money:
        """Price and packing of the whole line."""
        return (self.price + self.packing) * self.quantity


def without_payers(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with that they are paid, and not from whose wallets."""
    return tuple(
        replace(one, paid=LinePaid(SOMEBODY)) if one.paid and one.paid.customer else one
        for one in lines
    )
