"""What of an earlier order can be had again: each line as it was and is now, or why it is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yeshi.base.ids import digest_of
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Reason, Refused
from yeshi.orders.alteration import as_ordered
from yeshi.orders.lines import Line
from yeshi.orders.order import Order


@dataclass(frozen=True, slots=True)
class NoLongerSold(Reason):
    """The dish, or one of a set, is sold no more."""

    item: str


@dataclass(frozen=True, slots=True)
class ChoicesGone(Reason):
    """The dish is sold, and not with what was chosen at it."""

    item: str


@dataclass(frozen=True, slots=True)
class NoneLeft(Reason):
    """None of the dish is left for tonight, or the basket has the last of it."""

    item: str


@dataclass(frozen=True, slots=True)
class BasketFull(Reason):
    """One basket holds no more lines, or no more stalls, than these."""

    lines_max: int
    stalls_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainLine:
    """A line of an earlier order: as it `was`, and so many of it at today's price `now`.

    `now` is None where none can be had; then `gone` says why.
    """

    merchant: str
    was: Line
    now: Line | None = None
    gone: Refused | None = None

    @property
    def holds(self) -> bool:
        """Whether it says one thing: what can be had, as it was chosen, or why nothing can."""
        if self.now is None:
            return self.gone is not None
        is_same = self.now.selection.written == self.was.selection.written
        return self.gone is None and is_same and 0 < self.now.quantity <= self.was.quantity

    @property
    def short(self) -> int:
        """How many fewer can be had than were ordered."""
        return self.was.quantity - (self.now.quantity if self.now else 0)

    @property
    def each_was(self) -> Money:
        """What one was, packing included."""
        return self.was.price + self.was.packing

    @property
    def each_now(self) -> Money | None:
        """What one is now, packing included, where that is another price; else None."""
        if self.now is None:
            return None
        now = self.now.price + self.now.packing
        return now if now != self.each_was else None

    @property
    def is_as_before(self) -> bool:
        """Whether all of it can be had at the price of before."""
        return self.now is not None and not self.short and self.each_now is None


@dataclass(frozen=True, slots=True)
class Again:
    """An earlier order as it can be had again; its lines in the order of before.

    `names`: what its stalls are called now.
    """

    order: str
    lines: tuple[AgainLine, ...]
    names: Mapping[str, Name] = field(default_factory=dict)

    @property
    def wanted(self) -> dict[str, int]:
        """So many of each selection that can be had, by how it is written."""
        found: dict[str, int] = {}
        for one in self.lines:
            if one.now is not None:
                written = one.now.selection.written
                found[written] = found.get(written, 0) + one.now.quantity
        return found

    @property
    def is_as_before(self) -> bool:
        """Whether nothing of it has changed."""
        return all(one.is_as_before for one in self.lines)

    @property
    def mark(self) -> str:
        """The same for whoever was told the same: what there is, and at what price."""
        return digest_of(
            tuple(
                (one.was.selection.written, one.now.quantity, one.now.amount.fen)
                for one in self.lines
                if one.now is not None
            )
        )


def lines_of(order: Order) -> list[tuple[str, Line]]:
    """What was put into the basket of that order, with its merchants: before stalls changed it.

    What a stall turned down or left out is in it too, for it was wanted.
    """
    return [
        (ticket.merchant, line)
        for ticket in order.tickets
        for line in as_ordered(ticket.lines, ticket.altered)
    ]


def beside(basket: Mapping[str, int], wanted: Mapping[str, int]) -> dict[str, int]:
    """The basket with that added to it."""
    more = {written: basket.get(written, 0) + count for written, count in wanted.items()}
    return {**basket, **more}
