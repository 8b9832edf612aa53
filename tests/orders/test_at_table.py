"""An order at a table: no courier carries it, and it is settled when it is paid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.orders.test_tab_paying import AT_TABLE, Life, at_table, served
from tests.records import fen
from yeshi.base.refused import Refused
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.orders import PaidBy
from yeshi.orders.at_table import ComesToTable
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.pick_up import PickUp
from yeshi.orders.progress import collect
from yeshi.orders.track import Waits, waits_for


def test_no_courier_carries_it() -> None:
    """Nor may one be kept with it."""
    life = Life(at_table([1000]))
    assert life.order.fulfilment is Fulfilment.TABLE
    assert not life.order.is_brought
    assert collect(life.order, "rider", life.now) == Refused(ComesToTable("o"))
    assert not replace(life.order, courier="rider", route="ro").holds


def test_it_waits_for_payment_once_it_is_served() -> None:
    """And is owed until then."""
    life = served(Life(at_table([1000])))
    assert waits_for(life.order) is Waits.PAYMENT
    assert life.order.due == life.order.unpaid == fen(1000)
    assert not replace(life.order, state=OrderState.SETTLED).holds


@pytest.mark.parametrize("broken", ["tab alone", "collected too"])
def test_an_order_comes_to_one_place(broken: str) -> None:
    """A tab stands at a table; nothing is collected that comes to one."""
    order = at_table([1000])
    if broken == "tab alone":
        assert not replace(order, at_table=None, way=PaidBy.TAB).holds
    else:
        assert not replace(order, pick_up=PickUp(101, "0000", AT_TABLE.until)).holds
