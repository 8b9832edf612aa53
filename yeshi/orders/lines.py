"""The lines of an order: so many of a dish, with what was chosen at it, at the quote's price."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from yeshi.base.money import Money, total
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


@dataclass(frozen=True, slots=True)
class DealShare:
    """What a deal of the stall takes off a line, all of its pieces together."""

    deal: str
    name: Name
    off: Money


# Who paid, to all who need not know whom that is.
SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """So many of one item, at the price of the quote, which has what was chosen in it.

    `parts`: the dishes of a set. `stocks`: of which shared stocks one of it takes one each.
    `guest`: which of those at a table wants it, from 1 on; 0 where nobody shares a table. `paid`:
    that it is, where a table pays at the end. `deals`: what the stall's deals take off all of it.
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
    deals: tuple[DealShare, ...] = ()

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
    def gross(self) -> Money:
        """Price and packing of the whole line, before what deals take off."""
        return (self.price + self.packing) * self.quantity

    @property
    def dealt(self) -> Money:
        """What the stall's deals take off the whole line; never more than its price."""
        return total((one.off for one in self.deals), self.price.currency)

    @property
    def amount(self) -> Money:
        """What is asked for the whole line: price and packing, less what deals take off."""
        return self.gross - self.dealt if self.deals else self.gross

    def part(self, quantity: int) -> Line:
        """So many of the line, with their share of what deals take off."""
        deals, upto, before = [], self.price * 0, self.price * 0
        for one in self.deals:
            # Summed before they are divided, so that no piece is ever below nothing.
            upto += one.off
            mine = total(upto.split([1] * self.quantity)[:quantity], upto.currency)
            deals.append(replace(one, off=mine - before))
            before = mine
        found = tuple(one for one in deals if one.off)
        return replace(self, quantity=quantity, deals=found)

    def less(self, part: Line) -> Line:
        """The line after that part of it is gone."""
        gone = {one.deal: one.off for one in part.deals}
        deals = tuple(
            replace(one, off=one.off - gone[one.deal]) if one.deal in gone else one
            for one in self.deals
        )
        left = tuple(one for one in deals if one.off)
        return replace(self, quantity=self.quantity - part.quantity, deals=left)


def asked_of(lines: Iterable[Line]) -> tuple[int, int]:
    """How many dishes those lines ask of a kitchen, and their worth in fen before deals."""
    each = [(one.quantity, one.gross.fen) for one in lines]
    return sum(dishes for dishes, _ in each), sum(fen for _, fen in each)


def without_payers(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with that they are paid, and not from whose wallets."""
    return tuple(
        replace(one, paid=LinePaid(SOMEBODY)) if one.paid and one.paid.customer else one
        for one in lines
    )


def by_deal(shares: Iterable[DealShare]) -> tuple[DealShare, ...]:
    """What each deal takes off in all, in the order in which they come."""
    found: dict[str, DealShare] = {}
    for one in shares:
        before = found.get(one.deal)
        found[one.deal] = replace(before, off=before.off + one.off) if before else one
    return tuple(found.values())


def deals_of(lines: Iterable[Line]) -> tuple[DealShare, ...]:
    """What each of a stall's deals takes off those lines of it."""
    return by_deal(one for line in lines for one in line.deals)
