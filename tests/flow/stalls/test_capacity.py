"""A stall says how much it makes, and promises go by it; one that answers by itself takes on."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import SmallCity, done, refused
from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Unknown
from yeshi.flow.orders import calling_off
from yeshi.flow.ports import Store
from yeshi.flow.stalls import capacity, rushing
from yeshi.market.merchant import Merchant
from yeshi.market.room import Room
from yeshi.orders.lifecycle import OrderState, OutOfTurn, TicketState


def stall(city: SmallCity) -> Merchant:
    """Stall "a" as it is kept."""
    with city.store.read() as work:
        return work.merchants.must("a")


def promised_s(city: SmallCity, wanted: dict[str, int]) -> float:
    """How long after now an order is promised."""
    order = city.order(city.place(wanted))
    return (order.promised_by - city.clock.now()).total_seconds()


def test_what_there_is_no_room_for_is_promised_for_later(store: Store) -> None:
    """By what is to be made already and by the order itself; what is made makes room again."""
    city = SmallCity(store).settle_in()
    city.fill()
    usual = promised_s(city, {"a1": 1})
    done(capacity.set_room(city.engine, city.key(), "a", 2, None))
    assert stall(city).room == Room(2)
    second = city.place({"a1": 1})
    assert (city.order(second).promised_by - city.clock.now()).total_seconds() == usual
    third = promised_s(city, {"a1": 1})
    assert third == usual + 900
    assert promised_s(city, {"a1": 2}) == usual + 1800
    assert promised_s(city, {"b1": 1}) == usual
    done(capacity.set_room(city.engine, city.key(), "a", None, None))
    assert stall(city).room is None
    assert promised_s(city, {"a1": 1}) == usual
    city.cook(second)


def test_room_is_counted_in_money_too() -> None:
    """What the dishes are sold for, packing included."""
    city = SmallCity().settle_in()
    city.fill()
    usual = promised_s(city, {"a1": 1})
    sold = city.order(city.place({"a1": 1})).tickets[0].sold
    room = Money(sold.fen * 3, "CNY")
    done(capacity.set_room(city.engine, city.key(), "a", None, room))
    assert promised_s(city, {"a1": 1}) == usual
    assert promised_s(city, {"a1": 1}) == usual + 900


def test_only_so_much_and_by_who_is_there() -> None:
    """Nothing is no room, and another currency is no money of the city."""
    city = SmallCity().settle_in()
    for dishes, sold in (
        (0, None), (1001, None), (None, Money(0, "CNY")), (None, Money(5, "USD")),
    ):  # fmt: skip
        answer = capacity.set_room(city.engine, city.key(), "a", dishes, sold)
        assert isinstance(refused(answer), Invalid)
    unknown = capacity.set_room(city.engine, city.key(), "none", 5, None)
    assert refused(unknown) == Unknown("merchant", "none")
    unknown = capacity.answer_itself(city.engine, city.key(), "none", on=True)
    assert refused(unknown) == Unknown("merchant", "none")


def test_an_order_is_taken_on_when_it_is_placed(store: Store) -> None:
    """In the stall's own time, and later while it is busy; then it is too late to call it off."""
    city = SmallCity(store).settle_in()
    city.fill()
    done(capacity.answer_itself(city.engine, city.key(), "a", on=True))
    order = city.order(city.place({"a1": 1}))
    assert order.state is OrderState.ACCEPTED
    assert order.ready_at == city.clock.now() + timedelta(minutes=10)
    late = calling_off.call_off_order(city.engine, city.key(), "c", order.id)
    assert isinstance(refused(late), OutOfTurn)
    done(rushing.rush(city.engine, city.key(), "a", 20, 15))
    order = city.order(city.place({"a1": 1}))
    assert order.ready_at == city.clock.now() + timedelta(minutes=25)
    done(capacity.answer_itself(city.engine, city.key(), "a", on=False))
    assert city.order(city.place({"a1": 1})).state is OrderState.PLACED


def test_of_several_stalls_each_answers_for_itself() -> None:
    """The other part of the order waits for its own stall."""
    city = SmallCity().settle_in()
    city.fill()
    done(capacity.answer_itself(city.engine, city.key(), "a", on=True))
    order = city.order(city.place({"a1": 1, "b1": 1}))
    states = {ticket.merchant: ticket.state for ticket in order.tickets}
    assert states == {"a": TicketState.ACCEPTED, "b": TicketState.PLACED}
    assert order.state is OrderState.PLACED
