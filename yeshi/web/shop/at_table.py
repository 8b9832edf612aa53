"""Who sits at a table, or orders with a group: what they choose goes onto the list of all."""

from __future__ import annotations

import secrets

from yeshi.base.refused import Refused
from yeshi.flow.orders import grouping, seating
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.visitor import Visitor
from yeshi.web.shop.welcome import welcome

# Where one has what one chose at a table.
TABLE = "/table"


def put_down(desk: Desk, guest: Visitor) -> Refused | None:
    """Have the table, or the group, know what its guest wants now; nothing of who is at none."""
    if guest.seat is None:
        return None
    welcome(desk, guest)
    named = f"want:{guest.customer}:{secrets.token_hex(8)}"
    table = guest.seat.table
    want = grouping.want if guest.seat.of_group else seating.want
    answer = want(desk.engine, named, guest.customer, table, guest.basket)
    return answer if isinstance(answer, Refused) else None
