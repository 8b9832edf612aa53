"""A provider that keeps what it was asked in memory, and does what a test has it do."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.builders import SmallCity, done
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.base.money import Money
from yeshi.flow import due, errands
from yeshi.flow.orders import paying_online
from yeshi.flow.orders.looks import of_taking_up
from yeshi.flow.payments.carrying import Providers, payment_bearers
from yeshi.flow.payments.standing import hear
from yeshi.flow.ports import Answer, Store
from yeshi.flow.ports.providers import (
    AskedToPay,
    Knocked,
    OpenedPayment,
    Paid,
    PaymentNotice,
    PaymentStanding,
    ProviderForm,
    ToReturn,
)
from yeshi.payments.intent import Handing, PaymentIntent, PaymentOffer
from yeshi.payments.refund import Refund


@dataclass
class Taker:
    """What it was asked to take, what came, what it closed and gave back; all by our ids.

    `is_down`: it answers nobody. `is_deaf`: it does what it is asked, and its answer is lost.
    `gives`: what it says to refunds.
    """

    asked: dict[str, Money] = field(default_factory=dict)
    came: dict[str, Money] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    returned: dict[str, ToReturn] = field(default_factory=dict)
    is_down: bool = False
    is_deaf: bool = False
    gives: Paid = Paid.YES
    thanks: str = "ok"
    form: ProviderForm | None = None
    handing: Handing = Handing.ADDRESS

    def pay(self, id_: str, fen: int | None = None) -> None:
        """Have the customer pay it: all that was asked, or so much."""
        asked = self.asked[id_]
        assert id_ not in self.closed
        self.came[id_] = asked if fen is None else Money(fen, asked.currency)

    def offer(self, asked: AskedToPay) -> PaymentOffer:
        """An address; the same for the same id."""
        self._heard()
        self.asked[asked.id] = asked.amount
        self._answered()
        return PaymentOffer(f"ref-{asked.id}", self.handing, f"https://pay.test/{asked.id}")

    def look(self, opened: OpenedPayment) -> PaymentStanding:
        """What came."""
        self._heard()
        return self._standing(opened.id)

    def close(self, opened: OpenedPayment) -> PaymentStanding:
        """What came before, or that nothing will."""
        self._heard()
        if opened.id not in self.came:
            self.closed.add(opened.id)
        self._answered()
        return self._standing(opened.id)

    def give_back(self, asked: ToReturn) -> Paid:
        """As it is told to; each refund once."""
        self._heard()
        gives = self.gives
        if gives is Paid.NEVER and asked.id in self.returned:
            gives = Paid.YES
        if gives is not Paid.NEVER:
            self.returned[asked.id] = asked
        self._answered()
        return gives

    def read(self, knocked: Knocked) -> PaymentNotice | None:
        """What it tells is the id alone."""
        id_ = knocked.body.decode()
        return PaymentNotice(id_, self._standing(id_)) if id_ in self.asked else None

    def greet(self) -> str:
        """Its name."""
        self._heard()
        return "taker"

    def holds(self) -> int:
        """What it has of the city's, in fen."""
        back = sum(one.amount.fen for one in self.returned.values())
        return sum(one.fen for one in self.came.values()) - back

    def _standing(self, id_: str) -> PaymentStanding:
        if id_ in self.came:
            return PaymentStanding(Paid.YES, self.came[id_])
        return PaymentStanding(Paid.NEVER if id_ in self.closed else Paid.NOT_YET)

    def _heard(self) -> None:
        if self.is_down:
            raise ConnectionError

    def _answered(self) -> None:
        if self.is_deaf:
            raise TimeoutError


class PaidCity(SmallCity):
    """The small city, in which a provider takes money."""

    def __post_init__(self) -> None:
        """With one that is kind."""
        super().__post_init__()
        self.engine.payments = ByProviders(("taker",))
        self.taker = Taker()

    def begin(self, wanted: dict[str, int], customer: str = "c") -> str:
        """The id of a payment that is begun."""
        quote = self.quote(wanted, customer, donate=False)
        begun = paying_online.begin_payment(self.engine, self.key(), customer, quote, "taker")
        return done(begun)["payment"]

    def go_on(self, seconds: float = 0) -> int:
        """Let time pass, and have done what is due of payments; how many errands were tried."""
        self.wait(seconds / 60)
        due.carry_out(self.engine, due.EXPIRED)
        due.carry_out(self.engine, due.LATE_PAID)
        bearers = payment_bearers(self.engine, Providers({"taker": self.taker}, "https://y.test"))
        by_name, tried = {one.kind.name: one for one in bearers}, 0
        while taken := errands.take(self.engine, [one.kind for one in bearers]):
            tried += 1
            try:
                brought = by_name[taken.kind.name].carry(taken.given, taken.errand.id)
            except Exception as fault:
                done(errands.answer_failed(self.engine, taken, errands.fault_of(fault)))
            else:
                done(errands.answer_done(self.engine, taken, brought))
        due.carry_out(self.engine, due.LATE_PAID)
        return tried

    def hear(self, payment: str, key: str) -> Answer:
        """What comes of it that the provider tells of it."""
        notice = self.taker.read(Knocked({}, payment.encode()))
        assert notice is not None
        return hear(self.engine, key, "taker", notice, of_taking_up(payment))

    def tell(self, payment: str, key: str = "") -> None:
        """Have the provider tell of it."""
        done(self.hear(payment, key or self.key()))

    def pay(self, wanted: dict[str, int], customer: str = "c") -> PaymentIntent:
        """What was paid, as it stands then."""
        payment = self.begin(wanted, customer)
        self.go_on()
        self.taker.pay(payment)
        self.tell(payment)
        return self.intent(payment)

    def intent(self, payment: str) -> PaymentIntent:
        """The payment as it stands."""
        with self.store.begin() as work:
            return work.payment_intents.must(payment)

    def refunds(self, payment: str) -> list[Refund]:
        """What of it goes back."""
        with self.store.begin() as work:
            return work.refunds.of(payment)

    def left(self, item: str) -> int | None:
        """How many of a dish are left."""
        with self.store.begin() as work:
            return work.items.must(item).left


@pytest.fixture
def city(store: Store) -> PaidCity:
    """The small city on each store, in which a provider takes money."""
    city = PaidCity(store)
    city.open_up().settle_in()
    return city
