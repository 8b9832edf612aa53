"""A night in a city that WeChat Pay takes money for: what it has of the city's is what the books
say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.adapters.payments.wechat_books import refuses
from tests.adapters.payments.wechat_here import WechatHere, wechat_here
from tests.builders import done
from tests.flow.payments.taker import PaidCity
from yeshi.adapters.payments import wechat_orders
from yeshi.adapters.payments.wechat_orders import WechatOrders
from yeshi.flow.orders import cooking, paying_online
from yeshi.flow.payments.standing import hear
from yeshi.payments.intent import Handing, IntentState, PaymentIntent
from yeshi.payments.refund import RefundState

LOOKED_S = 65
SLOW_REFUND_S = 700


@dataclass
class WechatCity(PaidCity):
    """The small city, in which WeChat Pay takes money."""

    here: WechatHere = field(kw_only=True)

    def __post_init__(self) -> None:
        """As it is on this machine."""
        super().__post_init__()
        self.taker = WechatOrders(self.here.account())  # type: ignore[assignment]

    def offered(self, wanted: dict[str, int]) -> PaymentIntent:
        """A payment that its customer can pay."""
        payment = self.begin(wanted)
        self.go_on()
        return self.intent(payment)

    def held(self, payment: str) -> int:
        """What WeChat Pay has of it, in fen."""
        return self.here.books.came(payment) - self.here.books.returned(payment)


@pytest.fixture
def city() -> Iterator[WechatCity]:
    """With its stalls."""
    with wechat_here() as here:
        city = WechatCity(here=here)
        city.settle_in()
        yield city


def test_what_is_paid_is_ordered_and_what_is_declined_goes_back(city: WechatCity) -> None:
    """Told once, thrice and by looking; part by part, and each once."""
    intent = city.offered({"a1": 1, "b1": 1})
    assert intent.offer is not None
    assert intent.offer.handing is Handing.CODE
    city.here.books.pay(intent.id)
    for _ in range(3):
        told = city.taker.read(city.here.knocked(city.here.notice(intent.id)))
        assert told is not None
        done(hear(city.engine, city.key(), "taker", told))
    city.go_on(LOOKED_S)
    paid = city.intent(intent.id)
    assert (paid.state, paid.received) == (IntentState.PAID, paid.amount)
    order = paid.order or ""
    assert city.order(order).id == order
    assert city.held(intent.id) == -city.balance("provider:taker") == paid.amount.fen
    done(cooking.reject(city.engine, city.key(), "a", order, "sold_out"))
    city.go_on()
    part = city.intent(intent.id)
    assert part.state is IntentState.PART_REFUNDED
    assert part.returned == city.order(order).returned
    assert city.held(intent.id) == -city.balance("provider:taker") == part.left.fen
    city.here.books.gives = "PROCESSING"
    done(cooking.reject(city.engine, city.key(), "b", order, "sold_out"))
    city.go_on()
    for refund in city.here.books.refunds.values():
        refund["status"] = "SUCCESS"
    city.go_on(SLOW_REFUND_S)
    assert city.intent(intent.id).state is IntentState.REFUNDED
    assert [one.state for one in city.refunds(intent.id)] == [RefundState.DONE] * 2
    assert city.held(intent.id) == city.balance("provider:taker") == 0
    assert city.balance("clearing:refunds") == city.balance("escrow") == 0


def test_what_is_given_up_is_closed_at_wechat_pay(city: WechatCity) -> None:
    """Nobody can pay it any more."""
    intent = city.offered({"a1": 1})
    done(paying_online.give_up_payment(city.engine, city.key(), "c", intent.id))
    city.go_on()
    assert city.here.books.orders[intent.id]["trade_state"] == "CLOSED"
    assert city.intent(intent.id).state is IntentState.EXPIRED
    assert city.balance("provider:taker") == 0


def test_what_was_paid_while_it_was_given_up_is_not_lost(city: WechatCity) -> None:
    """WeChat Pay says so when it is to be closed; it is ordered late, or goes back."""
    intent = city.offered({"a1": 1})
    city.here.books.pay(intent.id)
    done(paying_online.give_up_payment(city.engine, city.key(), "c", intent.id))
    city.go_on()
    city.go_on()
    late = city.intent(intent.id)
    assert late.received == late.amount
    assert city.held(intent.id) == -city.balance("provider:taker")
    assert (late.order is not None) == (late.left == late.amount)


def test_a_night_with_faults_costs_nobody_anything(
    city: WechatCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Down, deaf, and signed by somebody else: both believe the same in the end."""
    # The city's clock goes on by itself, and WeChat Pay's does not.
    monkeypatch.setattr(wechat_orders, "_until", lambda _: "2026-11-29T20:15:00+08:00")
    payment = city.begin({"a1": 1, "b1": 1})
    city.here.faults += ["signature", "unsigned"]
    for _ in range(3):
        city.go_on(LOOKED_S)
    city.here.books.pay(payment)
    city.here.faults += [refuses(503, "SYSTEM_ERROR"), "old"]
    for _ in range(4):
        city.go_on(LOOKED_S)
    order = city.intent(payment).order or ""
    city.here.faults += ["garbled", refuses(404, "RESOURCE_NOT_EXISTS"), "signature"]
    done(cooking.reject(city.engine, city.key(), "a", order, "sold_out"))
    for _ in range(4):
        city.go_on(LOOKED_S)
    assert city.here.faults == []
    (refund,) = city.refunds(payment)
    assert refund.state is RefundState.DONE
    assert city.held(payment) == -city.balance("provider:taker") == city.intent(payment).left.fen
