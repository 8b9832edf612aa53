"""An order that stood ready too long with nobody sent is called off and paid back."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import SmallCity, done
from tests.flow.orders.later import HOUR, MINUTE, TONIGHT, place_for
from yeshi.base.refused import Refused
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.due import Clockwork
from yeshi.flow.orders import cooking, stranding
from yeshi.orders.lifecycle import OrderState


def cooked() -> tuple[SmallCity, str]:
    """The city and an order that stands on its counter."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    return city, order


def test_it_waits_as_long_as_the_terms_say() -> None:
    """Not a minute less; then its customer has all the money back."""
    city, order = cooked()
    before = city.balance("wallet:c")
    allowed = timedelta(seconds=city.engine.terms.strand_after_s)
    city.wait(allowed.total_seconds() / 60 - 1)
    assert stranding.stranded(city.engine) == []
    city.wait(1)
    (late,) = stranding.stranded(city.engine)
    stranding.strand(city.engine, late)
    assert city.order(order).state is OrderState.REFUNDED
    assert city.balance("wallet:c") > before


def test_at_the_end_of_a_night_none_waits() -> None:
    """All that is ready is called off at once."""
    city, order = cooked()
    stranding.strand_all(city.engine)
    assert city.order(order).state is OrderState.REFUNDED
    assert stranding.stranded(city.engine, after_s=0) == []


def test_whoever_was_sent_meanwhile_brings_it() -> None:
    """The order is not called off under the courier's hands."""
    city, order = cooked()
    (late,) = stranding.stranded(city.engine, after_s=0)
    city.bring(order)
    assert isinstance(stranding.strand(city.engine, late), Refused)
    assert city.order(order).state is OrderState.SETTLED


def test_what_was_for_later_and_is_begun_late_is_made_before_it_is_called_off() -> None:
    """Nobody was called to it while the clock stood still, so its stall is not paid for nothing."""
    city = SmallCity().settle_in()
    city.fill()
    order = place_for(city, TONIGHT)
    done(cooking.accept(city.engine, city.key(), "a", order, city.clock.now() + 5 * MINUTE))
    plan = city.order(order).wished
    assert plan is not None
    city.clock.put(plan.begins_at + 3 * HOUR)
    Clockwork(city.engine).turn()
    found = city.order(order)
    assert found.state is OrderState.ACCEPTED
    assert found.ready_at == plan.ready_at + 3 * HOUR
    assert city.balance("merchant:a") == 0
    with city.store.look() as work:
        assert list(breaches_of(work)) == []
