"""Cash at the door, from ordering to the office: the city's money wherever it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import DOOR, SmallCity, done
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.orders import PaidBy
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.in_force import InForce
from yeshi.flow.orders import calling_off, cash, cooking, delivering, dispatching, ordering, quoting
from yeshi.flow.orders.paying import Paying
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.ports import Answer, Store
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.orders.cash import (
    CashBarred,
    CashNotTaken,
    MayPayCash,
    PhoneNeeded,
    TooManyCashOrders,
    TooMuchCash,
)
from yeshi.orders.lifecycle import OrderState, OutOfTurn
from yeshi.orders.notes import NOTHING_SAID
from yeshi.people.actor import visitor

PHONE = "138 0013 8000"
CASH = Paying(PaidBy.CASH, PHONE)


def own(store: Store | None = None) -> SmallCity:
    """A city whose customers pay at the door alone."""
    city = (SmallCity(store) if store else SmallCity()).settle_in()
    city.engine.payments = ByProviders()
    return city


def place(city: SmallCity, wanted: dict[str, int] | None = None, paying: Paying = CASH) -> Answer:
    """An order of the customer `c`."""
    quoted = quoting.ask_quote(city.engine, city.key(), Wish("c", wanted or {"a1": 1}, DOOR))
    return ordering.place(city.engine, city.key(), "c", done(quoted)["quote"], NOTHING_SAID, paying)


def to_the_door(city: SmallCity, order: str) -> str:
    """Have it cooked and collected; its courier."""
    city.cook(order)
    dispatching.tick(city.engine, "city")
    courier = city.order(order).courier or ""
    done(delivering.collect(city.engine, city.key(), courier, order))
    return courier


def well(city: SmallCity) -> None:
    """Every rule of the books and of the record holds."""
    with city.store.look() as work:
        assert list(breaches_of(work)) == []


def test_cash_goes_from_the_door_to_the_office(store: Store) -> None:
    """Owed until it is paid, carried until it is handed in or kept as pay; zero in all."""
    city = own(store)
    order = done(place(city, {"a1": 2, "b1": 1}))["order"]
    total = city.order(order).bill.total.fen
    assert city.order(order).destination.phone == "+8613800138000"
    assert (city.balance("platform:due"), city.balance("escrow")) == (-total, total + 800)
    well(city)
    courier = to_the_door(city, order)
    done(delivering.deliver(city.engine, city.key(), courier, order))
    assert city.order(order).state is OrderState.SETTLED
    carried = f"platform:cash:{courier}"
    assert (city.balance("platform:due"), city.balance("escrow")) == (0, 0)
    assert city.balance(carried) == -total
    desk = cash.cash_desk(city.engine)
    assert [(one.courier.id, one.carries.fen, one.owed.fen) for one in desk.carrying] == [
        (courier, total, 700)
    ]
    well(city)
    for entered, amount in ((cash.set_off, 700), (cash.hand_in, total - 700)):
        key, money = city.key(), city.money(amount)
        for _ in range(2):
            done(entered(city.engine, key, courier, money, "at the office"))
    assert (city.balance(carried), city.balance(f"courier:{courier}")) == (0, 0)
    assert city.balance("outside:cash-desk") == 700 - total
    assert cash.cash_desk(city.engine).carrying == ()
    well(city)


def test_no_more_is_handed_in_or_kept_than_is_carried_and_owed() -> None:
    """Nor without a reason, nor by anybody."""
    city = own()
    courier = to_the_door(city, order := done(place(city))["order"])
    done(delivering.deliver(city.engine, city.key(), courier, order))
    total = city.order(order).bill.total.fen
    for enter, amount in ((cash.hand_in, total + 1), (cash.set_off, 701), (cash.hand_in, 0)):
        refused = enter(city.engine, city.key(), courier, city.money(amount), "why")
        assert isinstance(refused, Refused)
        assert isinstance(refused.reason, Invalid)
        assert refused.reason.field == "amount"
    one = city.money(1)
    assert cash.hand_in(city.engine, city.key(), "nobody", one, "w") == Refused(
        Unknown("courier", "nobody")
    )
    for why in ("", "x" * 201):
        assert isinstance(cash.hand_in(city.engine, city.key(), courier, one, why), Refused)
    stranger = city.engine.acting(visitor("c"))
    assert isinstance(cash.hand_in(stranger, city.key(), courier, one, "w"), Refused)
    assert isinstance(cash.allow_cash(stranger, city.key(), "c", "w"), Refused)


def test_a_part_that_no_stall_makes_is_not_to_be_paid() -> None:
    """The courier takes what is left."""
    city = own()
    order = done(place(city, {"a1": 1, "b1": 1}))["order"]
    done(cooking.reject(city.engine, city.key(), "b", order, "gone"))
    assert city.order(order).cash == city.money(1550 + 100 + 300)
    assert city.balance("platform:due") == -1950
    done(cooking.accept(city.engine, city.key(), "a", order, city.clock.now()))
    done(cooking.ready(city.engine, city.key(), "a", order))
    dispatching.tick(city.engine, "city")
    courier = city.order(order).courier or ""
    done(delivering.collect(city.engine, city.key(), courier, order))
    done(delivering.deliver(city.engine, city.key(), courier, order))
    assert city.balance(f"platform:cash:{courier}") == -1950
    well(city)


def test_who_does_not_pay_costs_the_platform_and_pays_so_no_more(store: Store) -> None:
    """Until an operator lets them; the stall and the courier have what is theirs."""
    city = own(store)
    order = done(place(city))["order"]
    courier = to_the_door(city, order)
    done(cash.not_paid(city.engine, city.key(), courier, order))
    assert city.order(order).state is OrderState.REFUNDED
    assert (city.balance("platform:due"), city.balance("escrow")) == (0, 0)
    assert city.balance("platform:unpaid") == -1650
    assert (city.balance("merchant:a"), city.balance(f"courier:{courier}")) == (1650, 700)
    assert city.balance("platform:care") == city.balance(f"platform:cash:{courier}") == 0
    assert place(city) == Refused(CashBarred())
    assert [one.barred_by for one in cash.cash_desk(city.engine).barred] == [order]
    well(city)
    done(cash.allow_cash(city.engine, city.key(), "c", "paid since"))
    again = cash.allow_cash(city.engine, city.key(), "c", "paid since")
    assert again == Refused(MayPayCash())
    assert isinstance(done(place(city)), dict)
    well(city)


def test_only_at_the_door_and_of_cash_can_be_said_that_nobody_paid() -> None:
    """Not before it is collected, and not of what was paid already."""
    city = own()
    order = done(place(city))["order"]
    city.cook(order)
    dispatching.tick(city.engine, "city")
    courier = city.order(order).courier or ""
    refused = cash.not_paid(city.engine, city.key(), courier, order)
    assert refused == Refused(OutOfTurn("order", "ready", "fail"))
    city = SmallCity().settle_in()
    city.fill()
    paid = city.place({"a1": 1})
    refused = cash.not_paid(city.engine, city.key(), to_the_door(city, paid), paid)
    assert refused == Refused(OutOfTurn("order", "collected", "fail"))


def test_orders_are_limited_in_number_and_in_sum() -> None:
    """By the city's terms; and a telephone number is left."""
    city = own()
    assert place(city, paying=Paying(PaidBy.CASH)) == Refused(PhoneNeeded())
    assert place(city, paying=Paying(phone="12")) == Refused(Invalid("phone", "phone"))
    city.engine.in_force = InForce.alone(
        replace(city.engine.terms, cash_most=city.money(2000), cash_open_max=1)
    )
    assert place(city, {"a1": 2}) == Refused(TooMuchCash(2000, 3600, "CNY"))
    order = done(place(city))["order"]
    assert place(city) == Refused(TooManyCashOrders(1))
    city.cook(order)
    city.bring(order)
    done(place(city))


def test_the_city_says_in_which_ways_it_is_paid() -> None:
    """The demo from its wallet unless it is said otherwise, one of one's own in cash, or not."""
    city = SmallCity().settle_in()
    city.fill()
    assert city.order(city.place({"a1": 1})).way is PaidBy.WALLET
    assert city.order(done(place(city))["order"]).way is PaidBy.CASH
    city = own()
    assert place(city, paying=Paying(PaidBy.WALLET)) == Refused(NoWayToPay())
    assert city.order(done(place(city, paying=Paying(phone=PHONE)))["order"]).way is PaidBy.CASH
    city.engine.in_force = InForce.alone(replace(city.engine.terms, cash_open_max=0))
    assert place(city) == Refused(CashNotTaken())
    assert place(city, paying=Paying()) == Refused(NoWayToPay())


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_called_off_is_owed_no_more(whole: bool) -> None:
    """By its customer, or by the courier for a reason of their own."""
    city = own()
    order = done(place(city))["order"]
    if whole:
        done(calling_off.call_off_order(city.engine, city.key(), "c", order))
    else:
        done(delivering.fail(city.engine, city.key(), to_the_door(city, order), order, "spilt"))
        assert city.balance("platform:care") == -1650
    assert city.balance("platform:due") == 0
    assert place(city) != Refused(CashBarred())
    well(city)
