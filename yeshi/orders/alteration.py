"""What a stall would change of an order, because it cannot make it as it was ordered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.base.money import Money
from yeshi.base.refused import Reason
from yeshi.orders.lines import DealShare, Line, by_deal


@dataclass(frozen=True, slots=True)
class NothingLeft(Reason):
    """Nothing would be left of the part: then it is turned down instead."""

    merchant: str


# So often a customer is written to about a part before they agree to anything.
OFFERS_MAX = 5


@dataclass(frozen=True, slots=True)
class TooManyOffers(Reason):
    """The customer was asked so often and agreed to nothing: it is made, or turned down."""

    merchant: str
    most: int


@dataclass(frozen=True, slots=True)
class NothingOffered(Reason):
    """The stall has offered no other way, or no longer does."""

    order: str


@dataclass(frozen=True, slots=True)
class Alteration:
    """A line, of which so many are left out, or made as another dish `instead`.

    `declined`: the customer wants it as it was ordered.
    """

    line: Line
    instead: Line | None = None
    declined: bool = False

    @property
    def back(self) -> Money:
        """What the customer gets back; never less than nothing."""
        if self.instead is None:
            return self.line.amount
        return self.line.amount - self.instead.amount

    @property
    def is_even(self) -> bool:
        """Whether the other dish costs the same, so that nothing comes back."""
        return self.instead is not None and self.back.fen == 0


def at_most(instead: Line, line: Line) -> Line:
    """The other dish in the line's place, as many of it: nobody pays more than was ordered.

    What deals took off the line comes off it too, as far as it costs so much.
    """
    amount = min(instead.price + instead.packing, line.price + line.packing)
    packing = min(instead.packing, amount)
    found = replace(instead, quantity=line.quantity, price=amount - packing, packing=packing)
    if not line.deals:
        return found
    found = replace(found, deals=_taken_over(found.priced, line.deals))
    # What was given away with its deal is had without paying for another box.
    return found if found.amount <= line.amount else replace(found, packing=packing * 0)


def without(lines: tuple[Line, ...], alteration: Alteration) -> tuple[Line, ...] | None:
    """The lines after it; None where there are not so many of that line among them."""
    return _exchanged(lines, alteration.line, alteration.instead)


def line_like(lines: tuple[Line, ...], part: Line) -> Line | None:
    """The first of which there are so many as in that part, paid or not; None where none is."""
    alike = (one for one in lines if _is_of(one, part) and one.quantity >= part.quantity)
    return next(alike, None)


def as_ordered(lines: tuple[Line, ...], altered: tuple[Alteration, ...]) -> tuple[Line, ...]:
    """The lines as they were before all of it."""
    before = list(lines)
    for one in reversed(altered):
        if one.instead is None:
            before.append(one.line)
        else:
            before = list(_exchanged(_joined(before), one.instead, one.line) or before)
    return _joined(before)


def _exchanged(
    lines: tuple[Line, ...], gone: Line, instead: Line | None
) -> tuple[Line, ...] | None:
    found = line_like(lines, gone)
    if found is None:
        return None
    at = lines.index(found)
    rest = found.less(gone)
    # Who has it, and whoever paid it, stay the same.
    other = replace(instead, guest=found.guest, paid=found.paid) if instead else None
    left = (*lines[:at], rest, other, *lines[at + 1 :])
    return tuple(one for one in left if one is not None and one.quantity)


def _joined(lines: list[Line]) -> tuple[Line, ...]:
    """Each line once, with all that there are of it, whoever paid it."""
    joined: dict[Line, tuple[int, tuple[DealShare, ...]]] = {}
    for line in lines:
        of = replace(line, quantity=1, paid=None, deals=())
        quantity, deals = joined.get(of, (0, ()))
        joined[of] = quantity + line.quantity, (*deals, *line.deals)
    return tuple(
        replace(one, quantity=quantity, deals=by_deal(deals))
        for one, (quantity, deals) in joined.items()
    )


def _taken_over(most: Money, deals: tuple[DealShare, ...]) -> tuple[DealShare, ...]:
    """What those deals take off, in their order, and never more than so much."""
    taken = []
    for one in deals:
        off = min(one.off, most)
        most -= off
        taken.append(replace(one, off=off))
    return tuple(one for one in taken if one.off)


def _is_of(line: Line, part: Line) -> bool:
    return replace(line, quantity=part.quantity, paid=part.paid, deals=part.deals) == part
