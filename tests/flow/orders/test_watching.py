"""What the control room is given."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity
from yeshi.flow.orders import dispatching, watching
from yeshi.flow.ports import Store
from yeshi.orders.track import Waits


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn, and a customer who can pay."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def test_the_control_room_counts(city: SmallCity) -> None:
    """Couriers on duty and busy, orders in time and late, and what each waits for."""
    order = city.place({"a1": 1})
    board = watching.control_board(city.engine)
    assert (board.under_way, board.late_count, board.on_duty, board.busy) == (1, 0, 2, 0)
    assert [one.id for one in board.in_time] == [order]
    assert list(board.merchants) == ["a"]
    assert board.waits_for(board.in_time[0]) is Waits.SIGHT
    city.cook(order)
    dispatching.tick(city.engine, "city")
    assert watching.control_board(city.engine).busy == 1
    city.wait(300)
    board = watching.control_board(city.engine)
    assert (board.in_time, board.late_count) == ((), 1)
    assert [one.id for one in board.late] == [order]
    assert [one.id for one in watching.control(city.engine).late] == [order]


def test_what_cannot_be_in_time_any_more_is_late_before_its_promise(city: SmallCity) -> None:
    """By the route that it is carried on."""
    order = city.place({"a1": 1})
    promised_by = city.order(order).promised_by
    city.cook(order, minutes=int((promised_by - city.clock.now()).total_seconds() // 60))
    assert city.clock.now() <= promised_by
    assert watching.control_board(city.engine).late == ()
    dispatching.tick(city.engine, "city")
    assert city.order(order).route is not None
    assert [one.id for one in watching.control_board(city.engine).late] == [order]
    assert [one.id for one in watching.control(city.engine).late] == [order]


def test_every_order_under_way_is_on_one_of_the_pages(
    city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each once, in the order of placing."""
    monkeypatch.setattr(watching, "BOARD_ORDERS", 2)
    placed = [city.place({"a1": 1}) for _ in range(5)]
    seen, start = [], 0
    while start is not None:
        board = watching.control_board(city.engine, start)
        assert board.before == (start - 2 if start else None)
        seen += [one.id for one in board.in_time]
        start = board.after
    assert seen == [one.id for one in watching.control(city.engine).orders]
    assert sorted(seen) == sorted(placed)
