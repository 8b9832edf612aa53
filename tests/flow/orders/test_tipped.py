"""A tip is the courier's beside their pay, told by shift, and lowers no guarantee."""

from __future__ import annotations

import pytest

from tests.builders import DOOR, SmallCity, done
from yeshi.events.orders import PaidBy
from yeshi.flow import due
from yeshi.flow.orders import dispatching, ordering, quoting, reading
from yeshi.flow.orders.paying import Paying
from yeshi.flow.orders.quoting import OnTop, Wish
from yeshi.flow.orders.reading import CourierView
from yeshi.flow.ports import Store
from yeshi.ledger import accounts
from yeshi.orders.notes import NOTHING_SAID, OrderNotes
from yeshi.orders.order import Order

PHONE = "138 0013 8000"
SIX_HOURS = 6 * 60


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store, with a customer who has money."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def ordered(
    city: SmallCity, tip: int, way: PaidBy = PaidBy.WALLET, notes: OrderNotes = NOTHING_SAID
) -> str:
    """An order with so much for its courier."""
    wish = Wish("c", {"a1": 1}, DOOR, None, OnTop(tip=city.money(tip)))
    quote = done(quoting.ask_quote(city.engine, city.key(), wish))["quote"]
    paying = Paying(way, PHONE)
    return done(ordering.place(city.engine, city.key(), "c", quote, notes, paying))["order"]


def brought(city: SmallCity, order: str) -> Order:
    """The order once it is at its door."""
    city.cook(order)
    city.bring(order)
    return city.order(order)


def view_of(city: SmallCity, courier: str | None) -> CourierView:
    """What the courier sees."""
    view = reading.courier(city.engine, courier or "")
    assert isinstance(view, CourierView)
    return view


def test_a_shift_with_a_tip_pays_the_guarantee_and_the_tip(city: SmallCity) -> None:
    """Six hours at 20 yuan, and what the customer gave, whatever it is."""
    order = brought(city, ordered(city, 10_000))
    city.wait(SIX_HOURS)
    assert due.carry_out(city.engine, due.SHIFTS) == 2
    assert city.balance(f"courier:{order.courier}") == 12_000 + 10_000


def test_a_courier_sees_the_tips_of_each_shift(city: SmallCity) -> None:
    """Summed; a shift without any has none."""
    first, second = ordered(city, 200), ordered(city, 550)
    couriers = {brought(city, one).courier: tip for one, tip in ((first, 200), (second, 550))}
    for courier in ("x", "y"):
        view = view_of(city, courier)
        expected = 750 if couriers.get(courier) and len(couriers) == 1 else couriers.get(courier, 0)
        assert sum(one.fen for one in view.tips.values()) == expected
        assert set(view.tips) <= {one.id for one in view.shifts}
        assert all(one.earned.fen == 700 * one.orders for one in view.shifts)


def test_in_cash_the_tip_is_taken_at_the_door(city: SmallCity) -> None:
    """The courier carries it as the city's, and is owed it beside their pay."""
    order = brought(city, ordered(city, 300, PaidBy.CASH))
    total = order.bill.total.fen
    assert order.cash == order.bill.total
    assert city.balance(accounts.cash(order.courier or "")) == -total
    assert city.balance(accounts.courier(order.courier or "")) == 700 + 300
    assert city.balance(accounts.DUE) == city.balance(accounts.ESCROW) == 0


def test_a_tip_goes_back_with_the_order(city: SmallCity) -> None:
    """The customer has all of it again."""
    before = city.balance("wallet:c")
    city.call_off(ordered(city, 500))
    assert city.balance("wallet:c") == before


def test_each_reads_what_was_said_to_them(city: SmallCity) -> None:
    """The stall its note and for how many cutlery is wanted, the courier theirs."""
    said = OrderNotes("at the gate", {"a": "no chilli"}, 2)
    order = ordered(city, 0, notes=said)
    kept = city.order(order)
    assert (kept.note, kept.tickets[0].note, kept.cutlery) == ("at the gate", "no chilli", 2)
    board = reading.board(city.engine, "a")
    assert isinstance(board, list)
    assert [(one.note, one.tickets[0].note, one.cutlery) for one in board] == [("", "no chilli", 2)]
    city.cook(order)
    due.carry_out(city.engine, due.SHIFTS)
    brought_by = sent(city, order)
    read = view_of(city, brought_by).orders[order]
    assert (read.note, read.tickets[0].note) == ("at the gate", "")


def sent(city: SmallCity, order: str) -> str | None:
    """Who was sent for the order."""
    dispatching.tick(city.engine, "city")
    return city.order(order).courier
