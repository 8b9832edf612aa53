"""The code of an order at the door: four figures that its customer alone has."""

from __future__ import annotations

from dataclasses import replace

from tests.records import EVENING, order_of, ticket, under_way, went
from yeshi.base.refused import Refused
from yeshi.events.collecting import DoorCodeTold
from yeshi.orders.door_code import DoorCode, WrongDoorCode, door_code
from yeshi.orders.hiding import unaddressed, without_code
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.notes import as_read_by_courier, as_read_by_stall
from yeshi.orders.order import Order
from yeshi.orders.progress import deliver


def carried() -> Order:
    """An order at the door."""
    order = under_way(order_of(ticket("a", 1000)), OrderState.COLLECTED)
    return replace(order, door_code=DoorCode("0420"))


def test_a_code_has_four_figures() -> None:
    """Of a word that nobody knows; another word has another one."""
    assert door_code("a").code.isdigit()
    assert len(door_code("a").code) == 4
    assert len({door_code(f"word-{number}").code for number in range(50)}) > 40


def test_whoever_says_it_is_who_ordered() -> None:
    """A wrong one hands nothing over; without one it may be left at the door."""
    order = carried()
    courier = order.courier or ""
    told = went(deliver(order, courier, EVENING, "0420"))
    assert told.order.door_code == DoorCode("0420", told=True)
    assert told.events[0] == DoorCodeTold(order.id, courier)
    assert deliver(order, courier, EVENING, "0421") == Refused(WrongDoorCode())
    left = went(deliver(order, courier, EVENING))
    assert left.order.door_code == DoorCode("0420")
    assert len(left.events) == 1


def test_nobody_else_reads_it() -> None:
    """Not who has only the link, nor the stall, nor the courier."""
    order = carried()
    for seen in (
        without_code(order), unaddressed(order), as_read_by_courier(order),
        as_read_by_stall(order, "a"),
    ):  # fmt: skip
        assert seen.door_code is None
