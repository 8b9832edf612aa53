"""Who sits at a table: what they choose goes onto its list, not into the basket of their phone."""

from __future__ import annotations

import secrets

from yeshi.base.refused import Refused
from yeshi.flow.orders import seating
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.visitor import Visitor
from yeshi.web.shop.welcome import welcome

# Where one has what one chose at a table.
TABLE = "/table"


def put_down(desk: Desk, guest: Visitor) -> Refused | None:
    """Have the table know what its guest wants now; nothing of who sits at none."""
    if guest.seat is None:
        return None
    welcome(desk, guest)
    named = f"want:{guest.customer}:{secrets.token_hex(8)}"
    table = guest.seat.table
    answer = seating.want(desk.engine, named, guest.customer, table, guest.basket)
    return answer if isinstance(answer, Refused) else None
