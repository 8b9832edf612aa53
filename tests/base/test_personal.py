"""What is personal is found in a record by its type."""

from __future__ import annotations

from tests.builders import DOOR, SmallCity
from yeshi.base.personal import personal_in


def test_what_is_personal_is_found_however_deep() -> None:
    """The door within an order, the note beside it; what is bought is nobody's secret."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.order(city.place({"a1": 1}))
    assert dict(personal_in([order])) == {
        "Destination.place": DOOR.place, "Destination.address": DOOR.address,
        "Destination.door_note": "", "Destination.phone": "", "Order.note": "", "Ticket.note": "",
    }  # fmt: skip
    assert list(personal_in({"lines": order.tickets[0].lines})) == []
