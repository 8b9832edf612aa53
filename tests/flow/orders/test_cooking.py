"""A merchant takes on its part of an order, turns it down, or stays silent."""

from __future__ import annotations

from tests.builders import SmallCity, done, refused
from tests.records import MINUTE
from yeshi.base.refused import Invalid, NotYours
from yeshi.flow import due
from yeshi.flow.orders import cooking
from yeshi.flow.ports import Store
from yeshi.market.kitchen import NotServedNow
from yeshi.orders.lifecycle import OrderState, OutOfTurn


def left(city: SmallCity, item: str) -> int | None:
    """How many of the item are left."""
    with city.store.begin() as work:
        return work.items.must(item).left


def test_what_a_silent_stall_was_asked_for_goes_back_on_its_shelf(store: Store) -> None:
    """Also when the other stall of the order cooks, and the order goes on without it."""
    city = SmallCity(store).settle_in()
    city.fill()
    order = city.place({"a1": 1, "b2": 2})
    ready_at = city.clock.now()
    done(cooking.accept(city.engine, city.key(), "a", order, ready_at))
    assert left(city, "b2") == 0
    city.wait(5)
    assert due.carry_out(city.engine, due.LAPSE) == 1
    assert (city.order(order).state, left(city, "b2")) == (OrderState.ACCEPTED, 2)


def test_silence_of_all_puts_each_part_back_once() -> None:
    """The last part to lapse ends the order; what lapsed before is not put back again."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a2": 1, "b2": 2})
    city.wait(5)
    assert due.carry_out(city.engine, due.LAPSE) == 2
    assert city.order(order).state is OrderState.REFUNDED
    assert (left(city, "a2"), left(city, "b2")) == (2, 2)


def test_what_a_stall_turns_down_is_not_there() -> None:
    """It is turned down because it ran out: the shelf stays as the merchant counts it."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1, "b2": 2})
    done(cooking.reject(city.engine, city.key(), "b", order, "gone"))
    assert left(city, "b2") == 0


def test_what_is_sold_out_is_off_the_menu_for_the_night() -> None:
    """With the part that is turned down; a dish of somebody else's takes nothing off."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1, "b1": 1})
    foreign = cooking.reject(city.engine, city.key(), "b", order, "sold_out", ("a1",))
    assert refused(foreign) == NotYours("item", "a1")
    none = cooking.reject(city.engine, city.key(), "b", order, "sold_out", ("x",))
    assert refused(none) == Invalid("sold_out", "choice")
    done(cooking.reject(city.engine, city.key(), "b", order, "sold_out", ("b1",)))
    assert city.unquoted({"b1": 1}) == NotServedNow("b1")
    part = city.order(order).ticket("b")
    assert part is not None
    assert part.why == "sold_out"
    city.wait(24 * 60)
    assert city.quote({"b1": 1})


def test_a_part_that_is_late_is_told_and_the_promise_stays() -> None:
    """Counted from what was said; of what is late already from now."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1})
    promised_by, placed_at = city.order(order).promised_by, city.clock.now()
    early = cooking.later(city.engine, city.key(), "a", order, 5, "fetching")
    assert refused(early) == OutOfTurn("ticket", "placed", "delay")
    done(cooking.accept(city.engine, city.key(), "a", order, placed_at + 10 * MINUTE))
    done(cooking.later(city.engine, city.key(), "a", order, 5, "fetching"))
    assert city.order(order).ready_at == placed_at + 15 * MINUTE
    city.wait(20)
    done(cooking.later(city.engine, city.key(), "a", order, 5, "too_busy"))
    found = city.order(order)
    assert (found.ready_at, found.promised_by) == (placed_at + 25 * MINUTE, promised_by)
    for minutes, why in ((0, "too_busy"), (61, "too_busy"), (5, "")):
        wrong = cooking.later(city.engine, city.key(), "a", order, minutes, why)
        assert isinstance(refused(wrong), Invalid)
    part = city.order(order).ticket("a")
    assert part is not None
    assert (part.why, part.taken_at) == ("too_busy", placed_at)
    done(cooking.ready(city.engine, city.key(), "a", order))
    part = city.order(order).ticket("a")
    assert part is not None
    assert part.made_at == city.clock.now()
