"""A night in a city that Alipay takes money for: what it has of the city's is what the books say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.adapters.payments.alipay_here import AlipayHere, alipay_here, notice
from tests.builders import done
from tests.flow.payments.taker import PaidCity
from yeshi.adapters.payments.alipay_trades import AlipayTrades
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders import cooking, paying_online
from yeshi.flow.payments.opening import NOT_TAKEN
from yeshi.flow.payments.standing import hear
from yeshi.flow.ports.providers import Knocked
from yeshi.payments.intent import Handing, IntentState, PaymentIntent
from yeshi.payments.refund import RefundState

# After so long at the latest what was paid is looked at again.
LOOKED_S = 65


@dataclass
class AlipayCity(PaidCity):
    """The small city, in which Alipay takes money."""

    here: AlipayHere = field(kw_only=True)

    def __post_init__(self) -> None:
        """At the counterpart."""
        super().__post_init__()
        self.taker = AlipayTrades(self.here.account())  # type: ignore[assignment]

    def offered(self, wanted: dict[str, int]) -> PaymentIntent:
        """A payment that its customer can pay."""
        payment = self.begin(wanted)
        self.go_on()
        return self.intent(payment)

    def hear(self, body: bytes) -> None:
        """Take in what Alipay tells."""
        told = self.taker.read(Knocked({}, body))
        assert told is not None
        done(hear(self.engine, self.key(), "taker", told))


@pytest.fixture
def city() -> Iterator[AlipayCity]:
    """With its stalls."""
    with alipay_here() as here:
        city = AlipayCity(here=here)
        city.settle_in()
        yield city


def test_what_is_paid_is_ordered_and_what_is_declined_goes_back(city: AlipayCity) -> None:
    """Part by part, and each once; told three times it is paid once."""
    intent = city.offered({"a1": 1, "b1": 1})
    assert intent.state is IntentState.WAITING
    assert intent.offer is not None
    assert intent.offer.handing is Handing.CODE
    told = city.here.pay(intent.id)
    for _ in range(3):
        city.hear(told)
    paid = city.intent(intent.id)
    assert paid.state is IntentState.PAID
    assert paid.received == paid.amount
    order = paid.order or ""
    assert city.order(order).id == order
    assert city.here.held(intent.id) == -city.balance("provider:taker") == paid.amount.fen
    done(cooking.reject(city.engine, city.key(), "a", order, "sold_out"))
    city.go_on()
    part = city.intent(intent.id)
    assert part.state is IntentState.PART_REFUNDED
    assert part.returned == city.order(order).returned
    assert city.here.held(intent.id) == -city.balance("provider:taker") == part.left.fen
    done(cooking.reject(city.engine, city.key(), "b", order, "sold_out"))
    city.go_on()
    assert city.intent(intent.id).state is IntentState.REFUNDED
    assert [one.state for one in city.refunds(intent.id)] == [RefundState.DONE] * 2
    assert city.here.held(intent.id) == city.balance("provider:taker") == 0
    assert city.balance("clearing:refunds") == city.balance("escrow") == 0


def test_without_notices_it_is_noticed_by_looking(city: AlipayCity) -> None:
    """A minute later at the latest."""
    intent = city.offered({"a1": 1})
    city.here.pay(intent.id)
    city.go_on(LOOKED_S)
    assert city.intent(intent.id).state is IntentState.PAID
    assert city.here.held(intent.id) == -city.balance("provider:taker")


def test_another_amount_goes_back_whole(city: AlipayCity) -> None:
    """A trade of our id over another sum is no order."""
    intent = city.offered({"a1": 1})
    name = intent.id.replace("-", "_")
    city.here.offered[name] = {**city.here.offered[name], "total_amount": "0.07"}
    city.hear(city.here.pay(intent.id))
    city.go_on()
    sent = city.intent(intent.id)
    assert (sent.order, sent.state) == (None, IntentState.REFUNDED)
    assert city.here.held(intent.id) == city.balance("provider:taker") == 0


def test_what_is_told_of_nobodys_payment_moves_nothing(city: AlipayCity) -> None:
    """Another shop may use the same account."""
    told = city.taker.read(Knocked({}, notice(out_trade_no="pay_nobody")))
    assert told is not None
    heard = hear(city.engine, city.key(), "taker", told)
    assert heard == Refused(Unknown("payment", "pay-nobody"))
    assert city.balance("provider:taker") == 0


def test_what_is_given_up_is_closed_at_alipay(city: AlipayCity) -> None:
    """Nobody can pay the trade that was begun any more."""
    intent = city.offered({"a1": 1})
    trade = city.here.scan(intent.id.replace("-", "_"))
    done(paying_online.give_up_payment(city.engine, city.key(), "c", intent.id))
    city.go_on()
    assert trade.status == "TRADE_CLOSED"
    assert city.intent(intent.id).state is IntentState.EXPIRED
    assert city.balance("provider:taker") == 0


@pytest.mark.parametrize("is_closed_first", [False, True])
def test_what_was_paid_while_it_was_given_up_is_not_lost(
    city: AlipayCity, is_closed_first: bool
) -> None:
    """Alipay says so when it is to be closed, or tells of a code that was scanned afterwards."""
    intent = city.offered({"a1": 1})
    told = b"" if is_closed_first else city.here.pay(intent.id)
    done(paying_online.give_up_payment(city.engine, city.key(), "c", intent.id))
    city.go_on()
    city.hear(told or city.here.pay(intent.id))
    city.go_on()
    city.go_on()
    late = city.intent(intent.id)
    assert late.received == late.amount
    assert city.here.held(intent.id) == -city.balance("provider:taker")
    assert (late.order is not None) == (late.left == late.amount)


def test_what_nobody_heard_is_done_once(city: AlipayCity) -> None:
    """One trade is opened, and one part given back."""
    city.here.fault = "lost"
    payment = city.begin({"a1": 1, "b1": 1})
    city.go_on()
    city.here.fault = ""
    city.go_on(LOOKED_S)
    city.here.pay(payment)
    city.go_on(LOOKED_S)
    order = city.intent(payment).order or ""
    city.here.fault = "lost"
    done(cooking.reject(city.engine, city.key(), "a", order, "sold_out"))
    city.go_on()
    city.here.fault = ""
    city.go_on(LOOKED_S)
    (refund,) = city.refunds(payment)
    assert refund.state is RefundState.DONE
    assert city.here.held(payment) == -city.balance("provider:taker")
    assert len(city.here.trades[payment.replace("-", "_")].returned) == 1


def test_where_alipay_refuses_nothing_is_kept_for_who_would_pay(city: AlipayCity) -> None:
    """As with an app that may not: what was kept is others' again."""
    before = city.left("a1")
    city.here.fault = "ACQ.ACCESS_FORBIDDEN"
    intent = city.offered({"a1": 1})
    assert (intent.state, intent.why) == (IntentState.FAILED, NOT_TAKEN)
    assert city.left("a1") == before
