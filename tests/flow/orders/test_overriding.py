"""The operators' hand: dispatch keeps to it, says what it costs, and the food arrives all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done
from yeshi.base.refused import Reason, Refused, Unknown
from yeshi.events.orders import OrderHandled, OrderWithdrawn
from yeshi.flow import due
from yeshi.flow.orders import delivering, dispatching, explaining, overriding
from yeshi.flow.ports import Answer, Store
from yeshi.orders.lifecycle import OrderState


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def reason(answer: Answer) -> Reason:
    """Why it was refused."""
    assert isinstance(answer, Refused), answer
    return answer.reason


def other(courier: str | None) -> str:
    """The other of the two couriers."""
    return "y" if courier == "x" else "x"


def test_a_pinned_order_is_brought_by_its_courier_alone(city: SmallCity) -> None:
    """Whoever dispatch would have chosen; and the order's life goes on as ever."""
    order = city.place({"a1": 1})
    city.cook(order)
    for courier in ("x", "y"):
        answer = overriding.pin(city.engine, city.key(), order, courier, "asked for by name")
        assert float(done(answer)["cost_s"]) == 0.0
    city.bring(order)
    assert city.order(order).courier == "y"
    assert city.order(order).state is OrderState.SETTLED
    with city.store.begin() as work:
        kept = [one.event for one in work.events.of_subject(order)]
    assert [one.pinned for one in kept if isinstance(one, OrderHandled)] == ["x", "y"]


def test_who_was_sent_is_called_off_and_another_goes(city: SmallCity) -> None:
    """Forbidden after they left: they are free at once, and the next tick sends the other."""
    order = city.place({"a1": 1})
    city.cook(order)
    dispatching.tick(city.engine, "city")
    sent = city.order(order).courier
    assert sent is not None
    done(overriding.forbid(city.engine, city.key(), order, sent, "a flat tyre"))
    assert city.order(order).route is None
    with city.store.begin() as work:
        courier = work.couriers.get(sent)
        happened = [one.event for one in work.events.of_subject(order)]
    assert courier is not None
    assert courier.route is None
    assert any(isinstance(one, OrderWithdrawn) and one.courier == sent for one in happened)
    refused = delivering.collect(city.engine, city.key(), sent, order)
    assert isinstance(refused, Refused)
    city.bring(order)
    assert city.order(order).courier == other(sent)


def test_one_order_of_a_bundle_is_reassigned_and_the_rest_goes_on(city: SmallCity) -> None:
    """Two orders in one trip; one is given to the colleague."""
    orders = [city.place({"a1": 1}), city.place({"b1": 1})]
    city.cook(orders[0])
    city.cook(orders[1], 0)
    assert dispatching.tick(city.engine, "city") == 1
    sent = city.order(orders[0]).courier
    done(overriding.pin(city.engine, city.key(), orders[0], other(sent), "wrong way"))
    assert city.order(orders[1]).courier == sent
    assert dispatching.tick(city.engine, "city") == 1
    assert city.order(orders[0]).courier == other(sent)
    for order in orders:
        courier = city.order(order).courier
        assert courier is not None
        done(delivering.collect(city.engine, city.key(), courier, order))
        done(delivering.deliver(city.engine, city.key(), courier, order))
        assert city.order(order).state is OrderState.SETTLED


def test_what_it_costs_is_said(city: SmallCity) -> None:
    """Barred from everybody, it stays behind alone; left to dispatch again, it goes."""
    orders = [city.place({"a1": 1}), city.place({"b1": 1})]
    for order in orders:
        city.cook(order, 0)
    for courier in ("x", "y"):
        answer = overriding.forbid(city.engine, city.key(), orders[0], courier, "not today")
    assert float(done(answer)["cost_s"]) > 3600.0
    assert dispatching.tick(city.engine, "city") == 1
    assert city.order(orders[0]).route is None
    done(overriding.release(city.engine, city.key(), orders[0], "it was a mistake"))
    assert city.order(orders[0]).hand is None
    assert dispatching.tick(city.engine, "city") == 1


def test_what_makes_no_sense_is_refused_and_changes_nothing(city: SmallCity) -> None:
    """Unknown things, no reason, somebody off duty, an order that is on its way already."""
    order, engine = city.place({"a1": 1}), city.engine
    waiting = overriding.pin(engine, city.key(), order, "x", "early")
    assert isinstance(reason(waiting), overriding.OutOfHand)
    city.cook(order)
    assert isinstance(reason(overriding.pin(engine, city.key(), "?", "x", "why")), Unknown)
    assert isinstance(reason(overriding.pin(engine, city.key(), order, "?", "why")), Unknown)
    assert isinstance(reason(overriding.forbid(engine, city.key(), order, "?", "why")), Unknown)
    assert isinstance(
        reason(overriding.pin(engine, city.key(), order, "x", "")), overriding.NoGrounds
    )
    city.wait(6 * 60)
    due.carry_out(engine, due.SHIFTS)
    assert isinstance(
        reason(overriding.pin(engine, city.key(), order, "x", "late")), overriding.OffDuty
    )
    assert city.order(order).hand is None


def test_a_collected_order_is_out_of_hand(city: SmallCity) -> None:
    """And the control room's view says so."""
    order = city.place({"a1": 1})
    city.cook(order)
    dispatching.tick(city.engine, "city")
    courier = city.order(order).courier
    assert courier is not None
    view = explaining.dispatch(city.engine, order)
    assert isinstance(view, explaining.DispatchView)
    assert view.open
    done(delivering.collect(city.engine, city.key(), courier, order))
    late = overriding.forbid(city.engine, city.key(), order, courier, "too late")
    assert isinstance(reason(late), overriding.OutOfHand)
    view = explaining.dispatch(city.engine, order)
    assert isinstance(view, explaining.DispatchView)
    assert not view.open


def test_a_pin_to_somebody_off_duty_binds_no_longer(city: SmallCity) -> None:
    """Else the food would stand for ever."""
    order = city.place({"a1": 1})
    city.cook(order)
    done(overriding.pin(city.engine, city.key(), order, "x", "asked for"))
    with city.store.begin() as work:
        courier = work.couriers.lock("x")
        assert courier is not None
        work.couriers.put(replace(courier, shift=None, version=courier.version + 1))
    assert dispatching.tick(city.engine, "city") == 1
    assert city.order(order).courier == "y"
