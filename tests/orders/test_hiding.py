"""What of an order is kept from those who need not know it."""

from __future__ import annotations

from dataclasses import replace

from tests.orders.groups import paid_by_each, part
from tests.records import order_of, ticket
from yeshi.orders.group_part import GuestName, OfGroup
from yeshi.orders.hiding import payers_unnamed, unaddressed, without_door
from yeshi.orders.notes import as_read_by_courier, as_read_by_stall


def test_what_was_said_goes_with_the_door() -> None:
    """The courier's note and each stall's; who does not bring it sees neither."""
    noted = replace(ticket("a", 1000), note="no chilli")
    order = replace(order_of(noted, ticket("b", 900)), note="ring twice")
    for unread in (without_door(order), unaddressed(order)):
        assert (unread.note, [one.note for one in unread.tickets]) == ("", ["", ""])
    assert unaddressed(order).customer == ""
    assert without_door(order).customer == "c"


def test_whose_wallets_a_group_paid_from_nobody_is_told() -> None:
    """The stall reads what its guests are called, and others nothing of them."""
    order = paid_by_each(part("a", (1, 100), (2, 200)))
    assert order.of_group
    named = replace(order.of_group, names=(GuestName(2, "Wu"),))
    order = replace(order, of_group=named)
    seen = payers_unnamed(order).of_group
    assert seen is not None
    assert seen.shares == ()
    own = payers_unnamed(order, {"g1", "c"}).of_group
    assert own is not None
    assert [one.customer for one in own.shares] == ["g1"]
    assert unaddressed(order).of_group is None
    assert as_read_by_courier(order).of_group is None
    assert as_read_by_stall(order, "a").of_group == OfGroup("", named.names)
    kept = without_door(order).of_group
    assert kept is not None
    assert (kept.names, kept.shares) == ((), named.shares)
