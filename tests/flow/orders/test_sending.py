"""TableRound what a table wants to its kitchens: on each store, with books that agree."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.tables import city_of, code, send, serve, tab, want
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.base.refused import Unknown
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.orders import PaidBy
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.orders import ordering, sending, stranding
from yeshi.flow.orders.paying import PayFirst
from yeshi.flow.orders.sending import TableRound
from yeshi.flow.ports import Store
from yeshi.flow.stalls import running
from yeshi.flow.stalls.tables import set_pay_first
from yeshi.ledger import accounts
from yeshi.orders.at_table import TabChanged
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.tab import NothingWanted


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With tables, on each store."""
    return city_of(store)


def well(city: SmallCity) -> None:
    """Every rule of the books and of the record holds."""
    with city.store.look() as work:
        assert list(breaches_of(work)) == []


def test_what_all_want_is_one_order(city: SmallCity) -> None:
    """With lines of each; no way, no box and no voucher is on its bill."""
    table = code(city)
    opened = want(city, "li", table, {"a1": 2})
    want(city, "wu", table, {"a1": 1, "a2": 2})
    found = city.order(send(city, "wu", table))
    assert found.fulfilment is Fulfilment.TABLE
    assert found.way is PaidBy.TAB
    assert [(one.guest, one.item, one.quantity) for one in found.tickets[0].lines] == [
        (1, "a1", 2), (2, "a1", 1), (2, "a2", 2),
    ]  # fmt: skip
    bill = found.bill
    assert bill.total == bill.items == city.money(3 * 1550 + 2 * 3000)
    assert found.campaign is None
    assert tab(city, opened).wanted == ()
    assert tab(city, opened).orders == (found.id,)
    well(city)


def test_at_a_market_one_table_orders_from_all_its_stalls(city: SmallCity) -> None:
    """Each makes and brings its own; no courier is sent, and none is missed."""
    table = code(city, "m")
    want(city, "li", table, {"a1": 1, "b1": 1})
    order = send(city, "li", table)
    stranding.strand_all(city.engine)
    serve(city, order)
    assert city.order(order).state is OrderState.COLLECTED
    assert city.balance(accounts.DUE) == -2 * 1550
    well(city)


def test_who_pays_at_once_may_use_a_voucher(city: SmallCity) -> None:
    """It is settled when it is served."""
    table = code(city)
    want(city, "li", table, {"a2": 2})
    order = send(city, "li", table, PaidBy.WALLET)
    assert city.order(order).campaign == "v"
    serve(city, order)
    assert city.order(order).is_settled
    assert city.balance(accounts.wallet("li")) == 20_000 - 6_000 + 800
    well(city)


def test_one_may_send_what_is_ones_own(city: SmallCity) -> None:
    """The others' stays on the list."""
    table = code(city)
    opened = want(city, "li", table, {"a1": 1})
    want(city, "wu", table, {"a2": 1})
    found = city.order(send(city, "wu", table, mine=True))
    assert [one.item for one in found.tickets[0].lines] == ["a2"]
    assert tab(city, opened).basket_of("li") == {"a1": 1}


def test_what_was_shown_is_what_is_ordered(city: SmallCity) -> None:
    """Another price is told first, and nothing is sent."""
    table = code(city)
    opened = want(city, "li", table, {"a1": 1})
    done(running.reprice(city.engine, city.key(), "a", "a1", city.money(1600)))
    shown = TableRound(amount=city.money(1550))
    found = refused(sending.send(city.engine, city.key(), "li", table, shown))
    assert found == TabChanged(1550, 1600, "CNY")
    assert tab(city, opened).orders == ()
    assert tab(city, opened).basket_of("li") == {"a1": 1}


def test_a_stall_may_want_to_be_paid_first(city: SmallCity) -> None:
    """Then nothing is paid at the end, by nobody's word."""
    done(set_pay_first(city.engine, city.key(), "a", True))
    table = code(city)
    want(city, "li", table, {"a1": 1})
    at_end = TableRound(way=PaidBy.TAB)
    found = sending.send(city.engine, city.key(), "li", table, at_end)
    assert refused(found) == PayFirst()
    assert city.order(send(city, "li", table)).way is PaidBy.WALLET


def test_a_city_that_takes_no_money_lets_tables_pay_in_cash(city: SmallCity) -> None:
    """At the end, at the counter."""
    city.engine.payments = ByProviders()
    table = code(city)
    want(city, "li", table, {"a1": 1})
    assert city.order(send(city, "li", table)).way is PaidBy.TAB


def test_nothing_is_sent_that_nobody_wants(city: SmallCity) -> None:
    """Nor by who does not sit there, nor what there is no longer."""
    table = code(city)
    send_it = sending.send
    engine = city.engine
    assert refused(send_it(engine, city.key(), "li", table, TableRound())) == NothingWanted()
    want(city, "li", table, {"a1": 1})
    assert refused(send_it(engine, city.key(), "wu", table, TableRound())) == NothingWanted()
    want(city, "wu", table, {"none": 1})
    found = refused(send_it(engine, city.key(), "wu", table, TableRound()))
    assert found == Unknown("item", "none")


def test_it_is_sent_from_its_table_alone(city: SmallCity) -> None:
    """What a round was priced at can be paid nowhere else; of one that was refused nothing is kept."""
    table = code(city)
    want(city, "poor", table, {"a2": 1})
    refused(sending.send(city.engine, city.key(), "poor", table, TableRound(way=PaidBy.WALLET)))
    with city.store.begin() as work:
        assert work.quotes.all() == []
    send(city, "poor", table)
    with city.store.begin() as work:
        [priced] = work.quotes.all()
    assert refused(ordering.place(city.engine, city.key(), "poor", priced.id)) == Unknown(
        "quote", priced.id
    )
