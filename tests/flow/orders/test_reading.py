"""What the pages of customer, kitchen, courier and control room are given."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from yeshi.base.refused import Refused
from yeshi.events.fulfilment import Fulfilment
from yeshi.flow.orders import delivering, dispatching, reading
from yeshi.orders.board import Board
from yeshi.orders.track import TRACKS


@pytest.fixture
def city() -> SmallCity:
    """The small city, and a customer who can pay."""
    city = SmallCity().settle_in()
    city.fill()
    return city


def view_of(city: SmallCity, order: str) -> reading.OrderView:
    """The order's view."""
    view = reading.order(city.engine, order)
    assert not isinstance(view, Refused)
    return view


def courier_of(city: SmallCity, courier: str) -> reading.CourierView:
    """The courier's view."""
    view = reading.courier(city.engine, courier)
    assert not isinstance(view, Refused)
    return view


def test_an_order_from_placed_to_the_door(city: SmallCity) -> None:
    """It is promised, then expected by the courier's route, then it has taken its time."""
    order = city.place({"a1": 1})
    view = view_of(city, order)
    assert view.may_be_called_off
    assert view.expected_at(city.clock.now()) == view.order.promised_by
    city.cook(order)
    dispatching.tick(city.engine, "city")
    view = view_of(city, order)
    assert view.route is not None
    planned = view.route.stops[-1].hand_over_at
    assert view.expected_at(city.clock.now()) == planned
    assert view.expected_at(planned) == view.order.promised_by
    assert not view.may_be_called_off
    assert not view.is_there
    assert view.took_s is None
    courier = view.order.courier
    assert courier is not None
    done(delivering.collect(city.engine, city.key(), courier, order))
    city.wait(15)
    done(delivering.deliver(city.engine, city.key(), courier, order))
    view = view_of(city, order)
    assert view.is_there
    assert view.took_s == 20 * 60
    assert [mark.step for mark in view.track] == list(TRACKS[Fulfilment.DELIVERY])


def test_a_courier_waits_for_what_is_not_ready(city: SmallCity) -> None:
    """The next stop is to collect; it waits until the kitchen has put it on the counter."""
    assert courier_of(city, "x").stop is None
    order = city.place({"a1": 1})
    city.cook(order)
    dispatching.tick(city.engine, "city")
    courier = view_of(city, order).order.courier
    assert courier is not None
    view = courier_of(city, courier)
    assert view.order is not None
    assert view.order.id == order
    assert view.stop is not None
    assert [stop.kind for stop in view.stops] == ["collect", "deliver"]
    assert not view.waits_for_food(view.stop)
    done(delivering.collect(city.engine, city.key(), courier, order))
    assert [stop.kind for stop in courier_of(city, courier).stops] == ["deliver"]


def test_the_kitchens_board(city: SmallCity) -> None:
    """A fresh ticket, then one that waits on the counter; no board of who is not there."""
    order = city.place({"a1": 1})
    board = reading.kitchen(city.engine, "a")
    assert isinstance(board, Board)
    assert [job.order.id for job in board.fresh] == [order]
    city.cook(order)
    board = reading.kitchen(city.engine, "a")
    assert isinstance(board, Board)
    assert [job.order.id for job in board.waiting] == [order]
    assert isinstance(reading.kitchen(city.engine, "nobody"), Refused)
