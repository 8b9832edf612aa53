"""What several want of one order, each their own: at a table, or from afar in a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from yeshi.base.limits import LINES_MAX, QUANTITY_MAX
from yeshi.base.refused import Invalid, Refused
from yeshi.base.selection import WRITTEN_LENGTH_MAX
from yeshi.orders.basket import Basket, Offer, fill
from yeshi.orders.lines import Line

# More do not order together.
GUESTS_MAX = 24


@dataclass(frozen=True, slots=True)
class GuestWish:
    """So many of a selection, as it is written, that a guest wants; guests count from 1 on."""

    guest: int
    written: str
    quantity: int


Wishes = tuple[GuestWish, ...]


def are_kept(wanted: Sequence[GuestWish], guests: int) -> bool:
    """Whether these may be kept of so many guests: each wants a thing once, and some of it."""
    each = {(one.guest, one.written) for one in wanted}
    return len(each) == len(wanted) and all(
        0 < one.guest <= guests and one.quantity > 0 for one in wanted
    )


def basket_of(wanted: Iterable[GuestWish], guest: int | None) -> dict[str, int]:
    """What that guest wants, by selection as it is written."""
    return {one.written: one.quantity for one in wanted if one.guest == guest}


def with_basket(wanted: Iterable[GuestWish], guest: int, basket: Mapping[str, int]) -> Wishes:
    """What all want, where that guest wants this and nothing else."""
    others = tuple(one for one in wanted if one.guest != guest)
    theirs = tuple(GuestWish(guest, written, count) for written, count in basket.items() if count)
    return (*others, *theirs)[: LINES_MAX * GUESTS_MAX]


def beyond_list(basket: Mapping[str, int]) -> Refused | None:
    """Why nobody may want that much; None where they may."""
    if len(basket) > LINES_MAX:
        return Refused(Invalid("lines", f"> {LINES_MAX}"))
    if any(not 0 < len(written) <= WRITTEN_LENGTH_MAX for written in basket):
        return Refused(Invalid("item", f"1…{WRITTEN_LENGTH_MAX}"))
    if any(not 0 <= count <= QUANTITY_MAX for count in basket.values()):
        return Refused(Invalid("quantity", f"0…{QUANTITY_MAX}"))
    return None


def asked_of(wanted: Iterable[GuestWish], asked: Collection[str]) -> Wishes:
    """Of what all want, those selections."""
    return tuple(one for one in wanted if one.written in asked)


def together(wanted: Iterable[GuestWish]) -> dict[str, int]:
    """How many of each selection all of them want."""
    found: Counter[str] = Counter()
    for one in wanted:
        found[one.written] += one.quantity
    return dict(found)


def shared_basket(
    wanted: Iterable[GuestWish], offers: Mapping[str, Offer], packed: bool = False
) -> Basket | Refused:
    """What they all want, with lines of their own for each guest; or what is wrong with it.

    `packed`: in boxes, each its own; what comes to a table needs none.
    """
    all_ = list(wanted)
    refused = fill(together(all_), offers)
    if isinstance(refused, Refused):
        return refused
    by_merchant: dict[str, list[Line]] = {}
    for guest in sorted({one.guest for one in all_}):
        theirs = fill(together(one for one in all_ if one.guest == guest), offers)
        if isinstance(theirs, Refused):
            return theirs
        for merchant, lines in theirs.lines:
            own = (_line_of(one, guest, packed) for one in lines)
            by_merchant.setdefault(merchant, []).extend(own)
    return Basket(tuple((merchant, tuple(lines)) for merchant, lines in by_merchant.items()))


def wishes_in(basket: Basket) -> Wishes:
    """What each guest wants of it, by its lines."""
    return tuple(
        GuestWish(one.guest, one.selection.written, one.quantity)
        for one in basket.all_lines
        if one.guest
    )


def _line_of(line: Line, guest: int, packed: bool) -> Line:
    return replace(line, guest=guest, packing=line.packing if packed else line.packing * 0)
