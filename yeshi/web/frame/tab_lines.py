"""Lines of a tab as forms and bodies name them: `order/stall/place`."""

from __future__ import annotations

from yeshi.base.limits import LINES_MAX
from yeshi.base.refused import Invalid, Refused
from yeshi.orders.guest_wishes import GUESTS_MAX
from yeshi.orders.tab_paying import LineAt

# More lines no table has, so that nobody names more.
NAMED_MAX = LINES_MAX * GUESTS_MAX


def lines_named(written: list[str]) -> tuple[LineAt, ...] | Refused:
    """The lines that a form names, as `order/stall/place`."""
    if len(written) > NAMED_MAX:
        return Refused(Invalid("line", f"> {NAMED_MAX}"))
    found = []
    for one in written:
        order, merchant, place = (*one.split("/"), "", "", "")[:3]
        if one.count("/") != 2 or not (place.isascii() and place.isdigit() and len(place) <= 4):
            return Refused(Invalid("line", "choice"))
        found.append(LineAt(order, merchant, int(place)))
    return tuple(found)
