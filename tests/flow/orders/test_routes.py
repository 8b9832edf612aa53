"""An order is found on its courier's route alone."""

from __future__ import annotations

from tests.builders import SmallCity, done
from yeshi.base.refused import Refused, Unknown
from yeshi.fleet.delivery import NotOnRoute
from yeshi.flow.orders import delivering, dispatching


def test_an_order_is_found_on_the_route_that_has_it() -> None:
    """Not by another courier, not before somebody was sent, and not where there is none."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    early = delivering.collect(city.engine, city.key(), "x", order)
    assert early == Refused(NotOnRoute("x", order))
    dispatching.tick(city.engine, "city")
    courier = city.order(order).courier or ""
    other = "x" if courier == "y" else "y"
    refused = delivering.collect(city.engine, city.key(), other, order)
    assert refused == Refused(NotOnRoute(other, order))
    none = delivering.collect(city.engine, city.key(), courier, "none")
    assert none == Refused(Unknown("order", "none"))
    done(delivering.collect(city.engine, city.key(), courier, order))
    done(delivering.deliver(city.engine, city.key(), courier, order))
    with city.store.begin() as work:
        assert work.couriers.must(courier).route is None
