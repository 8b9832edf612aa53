"""The way through on each store: placed, cooked, brought, paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import DOOR, SmallCity, done
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.refused import KeyReused, Refused
from yeshi.dispatch.snapshot import Snapshot
from yeshi.events.orders import OrderSettled
from yeshi.flow import due
from yeshi.flow.orders import calling_off, cooking, delivering, dispatching, ordering, quoting
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.ports import Store
from yeshi.flow.stalls import listing
from yeshi.ledger.transfers import NotEnough
from yeshi.market.kitchen import MerchantClosed
from yeshi.market.shelf import SoldOut
from yeshi.orders.basket import SeveralMarkets
from yeshi.orders.checkout import QuoteChanged
from yeshi.orders.lifecycle import OrderState, OutOfTurn


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    return SmallCity(store).settle_in()


@pytest.fixture
def quick() -> SmallCity:
    """The small city in memory, for rules that do not touch the store."""
    return SmallCity().settle_in()


def test_an_order_over_two_stalls_is_delivered_and_every_fen_booked(city: SmallCity) -> None:
    """15.50+1.00, 30.00; delivery 3.00, voucher 8.00, rounding 0.50: 42.00 in all."""
    city.fill()
    order = city.place({"a1": 1, "b2": 1})
    assert city.order(order).bill.total.fen == 4200
    assert city.balance("escrow") == 5000
    city.cook(order)
    city.bring(order)
    assert city.order(order).state is OrderState.SETTLED
    assert city.balance("wallet:c") == 100_000 - 4200
    assert city.balance("escrow") == 0
    assert city.balance("merchant:a") == 1650 - 99
    assert city.balance("merchant:b") == 3000 - 180
    assert city.balance("platform:fees") == 279
    assert city.balance("programme:rural-teachers") == 50
    assert city.balance("campaign:v") == 10_000 - 800
    assert city.balance(f"courier:{city.order(order).courier}") == 700
    with city.store.begin() as work:
        assert sum(amount.fen for amount in work.ledger.balances().values()) == 0
        assert any(isinstance(one.event, OrderSettled) for one in work.events.after(0, 999))


def test_a_repeated_command_changes_nothing_and_answers_the_same(city: SmallCity) -> None:
    """Whether it was done or refused."""
    city.fill()
    quote = city.quote({"a1": 1})
    first = ordering.place(city.engine, "pay", "c", quote)
    assert ordering.place(city.engine, "pay", "c", quote) == first
    assert ordering.place(city.engine, "other key", "c", quote) == first
    assert city.balance("escrow") == city.order(done(first)["order"]).bill.total.fen
    refused = ordering.place(city.engine, "nobody", "d", quote)
    assert isinstance(refused, Refused)
    assert ordering.place(city.engine, "nobody", "d", quote) == refused
    reused = ordering.top_up(city.engine, "pay", "c", city.order(done(first)["order"]).bill.total)
    assert reused == Refused(KeyReused("place"))


def test_a_silent_merchant_lets_the_order_lapse_and_all_goes_back(city: SmallCity) -> None:
    """After five minutes, by the tick; stock and voucher too."""
    city.fill()
    order = city.place({"a2": 2})
    city.wait(4.9)
    assert due.carry_out(city.engine, due.LAPSE) == 0
    city.wait(0.1)
    assert due.carry_out(city.engine, due.LAPSE) == 1
    assert city.order(order).state is OrderState.REFUNDED
    assert city.balance("wallet:c") == 100_000
    assert city.balance("campaign:v") == 10_000
    assert city.place({"a2": 2})


def test_one_stall_of_two_cannot_and_the_other_still_brings(city: SmallCity) -> None:
    """The rejected part goes back at once, its share of the voucher to the campaign."""
    city.fill()
    order = city.place({"a1": 2, "b2": 1})
    before = city.balance("wallet:c")
    ready_at = city.clock.now() + timedelta(minutes=5)
    done(cooking.reject(city.engine, city.key(), "b", order, "gone"))
    assert city.balance("wallet:c") > before
    assert city.balance("campaign:v") > 9200
    done(cooking.accept(city.engine, city.key(), "a", order, ready_at))
    city.wait(5)
    done(cooking.ready(city.engine, city.key(), "a", order))
    city.bring(order)
    assert city.balance("escrow") == 0
    assert city.balance("merchant:b") == 0


def test_an_order_is_ready_when_the_part_it_waited_for_is_given_back(city: SmallCity) -> None:
    """One stall has cooked already when the other says no: a courier can collect at once."""
    city.fill()
    order = city.place({"a1": 1, "b1": 1})
    done(cooking.accept(city.engine, city.key(), "a", order, city.clock.now()))
    done(cooking.ready(city.engine, city.key(), "a", order))
    done(cooking.reject(city.engine, city.key(), "b", order, "gone"))
    assert city.order(order).state is OrderState.READY
    city.bring(order)
    assert city.order(order).state is OrderState.SETTLED


def test_a_failed_delivery_pays_all_but_the_customer(city: SmallCity) -> None:
    """The customer has the money back, the stall and the courier have theirs."""
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    dispatching.tick(city.engine, "city")
    courier = city.order(order).courier or ""
    done(delivering.collect(city.engine, city.key(), courier, order))
    done(delivering.fail(city.engine, city.key(), courier, order, "nobody home"))
    assert city.order(order).state is OrderState.REFUNDED
    assert city.balance("wallet:c") == 100_000
    assert city.balance("merchant:a") == 1650
    assert city.balance(f"courier:{courier}") == 700
    with city.store.begin() as work:
        found = work.couriers.get(courier)
    assert found is not None
    assert found.route is None
    assert found.place == city.order(order).pickup, "they stand at the counter, not at the door"


def test_a_stranded_order_is_called_off(city: SmallCity) -> None:
    """Two hours ready and nobody sent."""
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    city.wait(119)
    assert due.carry_out(city.engine, due.STRAND) == 0
    city.wait(1)
    assert due.carry_out(city.engine, due.STRAND) == 1
    assert city.order(order).state is OrderState.REFUNDED


def test_a_shift_pays_the_larger_of_orders_and_guarantee(city: SmallCity) -> None:
    """Six hours at 20 yuan against one order at 7."""
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    city.bring(order)
    courier = city.order(order).courier
    city.wait(6 * 60)
    assert due.carry_out(city.engine, due.SHIFTS) == 2
    assert city.balance(f"courier:{courier}") == 12_000


def test_the_quote_holds_for_five_minutes_whatever_the_menu_says(quick: SmallCity) -> None:
    """After them a new price must be seen first; the same price is honoured."""
    quick.fill()
    held, late, same = quick.quote({"a1": 1}), quick.quote({"a1": 1}), quick.quote({"b1": 1})
    _reprice(quick, "a1", 2000)
    quick.wait(5)
    assert done(ordering.place(quick.engine, quick.key(), "c", held))
    quick.wait(0.1)
    answer = ordering.place(quick.engine, quick.key(), "c", late)
    assert isinstance(answer, Refused)
    assert isinstance(answer.reason, QuoteChanged)
    assert "items" in answer.reason.changes
    assert done(ordering.place(quick.engine, quick.key(), "c", same))


def _reprice(city: SmallCity, item_id: str, fen: int) -> None:
    from dataclasses import replace

    from yeshi.base.money import Money

    with city.store.begin() as work:
        item = work.items.get(item_id)
        assert item is not None
        work.items.put(replace(item, price=Money(fen, "CNY")))


def test_what_cannot_be_ordered_says_what_would_mend_it(quick: SmallCity) -> None:
    """Two markets, too many portions, a closed door, an empty wallet."""
    engine = quick.engine

    def reason(wanted: dict[str, int]) -> object:
        answer = quoting.ask_quote(engine, quick.key(), Wish("c", wanted, DOOR))
        assert isinstance(answer, Refused)
        return answer.reason

    assert reason({"a1": 1, "r1": 1}) == SeveralMarkets("r")
    assert reason({"a2": 3}) == SoldOut("a2", 2)
    quote = quick.quote({"a1": 1})
    answer = ordering.place(engine, quick.key(), "c", quote)
    assert isinstance(answer, Refused)
    assert isinstance(answer.reason, NotEnough)
    quick.wait(7 * 60)
    assert isinstance(reason({"a1": 1}), MerchantClosed)


def test_steps_out_of_turn_are_refused(quick: SmallCity) -> None:
    """Nothing changes, and the reason names the state."""
    quick.fill()
    order = quick.place({"a1": 1})
    quick.cook(order)
    late = calling_off.call_off_order(quick.engine, quick.key(), "c", order)
    assert late == Refused(OutOfTurn("order", "ready", "cancel"))
    assert quick.order(order).state is OrderState.READY


def test_a_courier_leaves_only_when_they_must(quick: SmallCity) -> None:
    """The food is ready in 20 minutes and the way is two: nobody is sent yet."""
    quick.fill()
    order = quick.place({"r1": 1})
    ready_at = quick.clock.now() + timedelta(minutes=20)
    done(cooking.accept(quick.engine, quick.key(), "r", order, ready_at))
    assert dispatching.tick(quick.engine, "city") == 0
    quick.wait(17)
    assert dispatching.tick(quick.engine, "city") == 1


def test_what_still_cooks_is_as_uncertain_as_kitchens_are(quick: SmallCity) -> None:
    """By the city's terms; what stands on the counter is certain."""
    quick.fill()
    order = quick.place({"a1": 1})
    ready_at = quick.clock.now() + timedelta(minutes=10)
    done(cooking.accept(quick.engine, quick.key(), "a", order, ready_at))
    terms = replace(quick.engine.terms, kitchen_cv=0.4, way_cv=0.2)

    def seen() -> Snapshot:
        with quick.store.begin() as work:
            return dispatching.snapshot(work, "city", quick.clock.now(), terms)

    assert seen().orders[0].ready_sd_s == pytest.approx(240.0)
    assert seen().way_cv == 0.2
    quick.wait(10)
    done(cooking.ready(quick.engine, quick.key(), "a", order))
    assert seen().orders[0].ready_sd_s == 0.0


def test_paused_stalls_take_no_orders(quick: SmallCity) -> None:
    """Until they go on."""
    done(listing.take_orders(quick.engine, quick.key(), "a", taking=False))
    answer = quoting.ask_quote(quick.engine, quick.key(), Wish("c", {"a1": 1}, DOOR))
    assert isinstance(answer, Refused)
    done(listing.take_orders(quick.engine, quick.key(), "a", taking=True))
    assert quick.quote({"a1": 1})


def test_memory_undoes_what_failed() -> None:
    """After an exception the city is as before."""
    store = MemoryStore("CNY")
    city = SmallCity(store).settle_in()
    before = city.balance("campaign:v")

    def fail() -> None:
        with store.begin() as work:
            item = work.items.get("a1")
            assert item is not None
            work.items.put(item)
            work.ledger.move([])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert city.balance("campaign:v") == before
