"""What is taken on by itself is for when the stall has it made."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import SmallCity, done
from yeshi.flow.stalls import capacity


def test_an_order_that_fills_the_room_is_for_the_next_quarter() -> None:
    """The order's own dishes are counted once, with those before it."""
    city = SmallCity().settle_in()
    city.fill()
    done(capacity.set_room(city.engine, city.key(), "a", 2, None))
    done(capacity.answer_itself(city.engine, city.key(), "a", on=True))
    moments = []
    for _ in range(3):
        order = city.order(city.place({"a1": 1}))
        assert order.ready_at is not None
        moments.append(order.ready_at - city.clock.now())
    quarter = timedelta(minutes=15)
    assert moments == [timedelta(minutes=10)] * 2 + [timedelta(minutes=10) + quarter]
