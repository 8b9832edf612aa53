"""What is being paid through a provider is kept for its customer, and is found by nobody else."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import DOOR, done, refused
from tests.flow.payments.taker import PaidCity, city
from yeshi.base.refused import Refused, Unknown
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import ordering, paying_online, quoting
from yeshi.flow.orders.paying import Paying
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.orders.waiting import PaymentUnderWay

__all__ = ["city"]

WHOLE = {"a1": 1, "a2": 2}
# 15.50, 1.00 and 60.00, the way, less a voucher of 8.00.
QUARTER_S = 15 * 60


def test_while_it_is_being_paid_there_is_no_other_way_and_no_other_payment(
    city: PaidCity,
) -> None:
    """Asking again names the payment; once it is given up, another may begin."""
    quote = city.quote(WHOLE, donate=False)
    begin = lambda: paying_online.begin_payment(  # noqa: E731
        city.engine, city.key(), "c", quote, "taker"
    )
    payment = done(begin())["payment"]
    assert done(begin())["payment"] == payment
    cash = Paying(PaidBy.CASH, "138 0013 8000")
    placed = ordering.place(city.engine, city.key(), "c", quote, paying=cash)
    assert placed == Refused(PaymentUnderWay(payment))
    done(paying_online.give_up_payment(city.engine, city.key(), "c", payment))
    assert done(begin())["payment"] != payment


def test_whose_payment_it_is_not_does_not_find_it(city: PaidCity) -> None:
    """Nor another one's quote; and what is paid through nobody is paid through nobody."""
    payment = city.begin(WHOLE)
    answer = paying_online.give_up_payment(city.engine, city.key(), "d", payment)
    assert refused(answer) == Unknown("payment", payment)
    quote = city.quote({"a1": 1})
    begin = paying_online.begin_payment
    asked = begin(city.engine, city.key(), "d", quote, "taker")
    assert refused(asked) == Unknown("quote", quote)
    assert refused(begin(city.engine, city.key(), "c", quote, "none")) == NoWayToPay()


def test_what_costs_nothing_is_ordered_without_a_provider(city: PaidCity) -> None:
    """A voucher that pays all of it."""
    wish = Wish("c", WHOLE, DOOR)
    quote = done(quoting.ask_quote(city.engine, city.key(), wish))["quote"]
    with city.store.begin() as work:
        kept = work.quotes.must(quote)
        off = kept.bill.total + kept.bill.voucher
        work.quotes.put(replace(kept, bill=replace(kept.bill, voucher=off)))
    begun = paying_online.begin_payment(city.engine, city.key(), "c", quote, "taker")
    assert city.order(done(begun)["order"]).bill.total.fen == 0
