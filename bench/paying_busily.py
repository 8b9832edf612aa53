"""What a payment costs when so many come a second, from the wallet and through a provider.

Payments come at random, and whoever pays at the provider does so a while after it was opened; the
provider tells of it at once. The runner of a live city does the errands meanwhile, beat by beat.
Counted is all that is sent until each is ordered and nothing is asked after any more.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from statistics import median
from threading import Event, Thread
from typing import Any

import psutil
import psycopg

from bench.counting import counted
from tests.builders import SmallCity, done
from tests.flow.payments.taker import PaidCity, Taker
from yeshi.adapters.errands import Runner
from yeshi.adapters.gathering import Gathering, unhurried
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.events.payments import PaymentOffered
from yeshi.events.record import Recorded
from yeshi.flow.errands import Lane
from yeshi.flow.lease import acting_under
from yeshi.flow.orders import ordering, paying_online
from yeshi.flow.payments.carrying import Providers, payment_bearers
from yeshi.flow.payments.standing import LOOKING
from yeshi.flow.ports.providers import AskedToPay
from yeshi.payments.intent import PaymentOffer
from yeshi.wiring.city import LOOK_S

BASKET = {"a1": 2, "b1": 1}
ANSWERS_IN_S = 0.3
PAYS_AFTER_S = 2.0
# As many as a server has threads for requests, and those who knock.
PEOPLE = 64
ASKED_ABREAST = 40


@dataclass
class SlowTaker(Taker):
    """A provider that takes its time, with everything that it is asked."""

    asked_slowly: list[str] = field(default_factory=list)

    def offer(self, asked: AskedToPay) -> PaymentOffer:
        """As it would at once."""
        time.sleep(ANSWERS_IN_S)
        return super().offer(asked)


@dataclass(frozen=True, slots=True)
class Busy:
    """What payments came to, each: statements, transactions, CPU ms of the process and of its
    sessions in the database; and seconds until one is ordered, or opened, in the middle and late.
    """

    count: int
    statements: float
    commits: float
    own_ms: float
    database_ms: float
    waited_s: Sequence[float]
    lasted_s: float

    def __str__(self) -> str:
        late = sorted(self.waited_s)[int(0.95 * len(self.waited_s))]
        return (
            f"{self.count / self.lasted_s:.0f} a second: {self.statements:.1f} statements in"
            f" {self.commits:.2f} transactions, {self.own_ms:.2f} ms CPU here and"
            f" {self.database_ms:.2f} in the database each;"
            f" {1000 * median(self.waited_s):.0f} ms, {1000 * late:.0f} at the 95th percentile"
        )


class _Evening:
    """So many who pay, at random moments."""

    def __init__(self, city: PaidCity, url: str, rate: float, seconds: float) -> None:
        self._city, self._url, self._rate = city, url, rate
        self._count = int(rate * seconds)
        self._chance = Random(7)
        self._began: dict[str, float] = {}
        self._quoted: list[tuple[str, str]] = []

    def by_wallet(self) -> Busy:
        """All pay from the test wallet."""
        city = self._city
        city.engine.payments = TrialWallet()

        def pay(customer: str, quote: str) -> None:
            done(ordering.place(city.engine, city.key(), customer, quote))

        quotes = self._quotes()
        with ThreadPoolExecutor(ASKED_ABREAST) as filling:
            for customer, _ in quotes:
                filling.submit(SmallCity.fill, city, customer, 20_000)
        return self._play(quotes, pay, lambda: True)

    def by_provider(self) -> Busy:
        """All pay at a provider that takes its time."""
        city, opened = self._city, []
        city.engine.payments, city.taker = ByProviders(("taker",)), SlowTaker()
        over = Event()

        def pay(customer: str, quote: str) -> None:
            begun = paying_online.begin_payment(city.engine, city.key(), customer, quote, "taker")
            self._began[done(begun)["payment"]] = time.monotonic()

        def heard(_: str, happened: Sequence[Recorded]) -> None:
            now = time.monotonic()
            opened.extend((now, one.event.payment) for one in happened
                          if isinstance(one.event, PaymentOffered))  # fmt: skip

        def beat() -> None:
            with turning(city) as turn:
                while not over.wait(LOOK_S[Lane.PAYING]):
                    turn()

        def tell() -> None:
            told = 0
            with ThreadPoolExecutor(PEOPLE) as knocking:
                while told < self._count:
                    if len(opened) <= told:
                        time.sleep(0.005)
                        continue
                    at, payment = opened[told]
                    time.sleep(max(0.0, at + PAYS_AFTER_S - time.monotonic()))
                    city.taker.pay(payment)
                    knocking.submit(city.tell, payment, f"notice:{payment}")
                    told += 1

        quotes = self._quotes()
        city.engine.listen(heard)
        threads = [Thread(target=beat), Thread(target=tell)]
        begun = lambda: [one.start() for one in threads]  # noqa: E731
        try:
            return self._play(quotes, pay, lambda: self._is_over(threads[1]), begun, opened)
        finally:
            over.set()
            threads[0].join()
            city.engine._listeners.remove(heard)

    def _is_over(self, telling: Thread) -> bool:
        if telling.is_alive():
            return False
        with self._city.store.read() as work:
            return not work.errands.open_of(LOOKING.name)

    def _quotes(self) -> list[tuple[str, str]]:
        taken = self._quoted[: self._count]
        del self._quoted[: self._count]
        return taken

    def prepare(self, times: int) -> None:
        """Have quotes for so many rounds, while there are no orders yet to be looked through."""
        city, customers = self._city, [self._city.key() for _ in range(times * self._count)]
        with ThreadPoolExecutor(ASKED_ABREAST) as asking:
            quotes = asking.map(lambda one: city.quote(BASKET, one), customers)
            self._quoted = list(zip(customers, quotes, strict=True))

    def _play(
        self, quotes: Sequence[tuple[str, str]], pay: Callable[[str, str], None],
        is_over: Callable[[], bool], begin: Callable[[], Any] = lambda: None,
        opened: Sequence[tuple[float, str]] = (),
    ) -> Busy:  # fmt: skip
        waited: list[float] = []
        with counted() as sent, ThreadPoolExecutor(PEOPLE) as people:
            database, own = self._sessions_s(), time.process_time()
            start = at = time.monotonic()
            begin()

            def tap(due: float, customer: str, quote: str) -> None:
                pay(customer, quote)
                waited.append(time.monotonic() - due)

            tapped = []
            for customer, quote in quotes:
                at += self._chance.expovariate(self._rate)
                time.sleep(max(0.0, at - time.monotonic()))
                tapped.append(people.submit(tap, at, customer, quote))
            for one in tapped:
                one.result()
            lasted = time.monotonic() - start
            while not is_over():
                time.sleep(0.5)
            self._all_ordered(quotes)
            own, count = time.process_time() - own, len(quotes)
            took = [at - self._began[id_] for at, id_ in opened]
            return Busy(
                count, sent.statements / count, sent.commits / count, 1000 * own / count,
                1000 * (self._sessions_s() - database) / count, took or waited, lasted,
            )  # fmt: skip

    def _all_ordered(self, quotes: Sequence[tuple[str, str]]) -> None:
        with self._city.store.read() as work:
            found = work.quotes.get_many([quote for _, quote in quotes]).values()
        if sum(one.order is not None for one in found) != len(quotes):
            raise RuntimeError("not all of them became orders")

    def _sessions_s(self) -> float:
        with psycopg.connect(self._url) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND application_name = 'yeshi'"
            ).fetchall()
        times = [psutil.Process(pid).cpu_times() for (pid,) in rows]
        return sum(one.user + one.system for one in times)


@contextmanager
def turning(city: PaidCity) -> Iterator[Callable[[], int]]:
    """A turn of the runner of payments, under its lease, as in a live city."""
    bearers = payment_bearers(city.engine, Providers({"taker": city.taker}, "https://y.test"))
    runner = Runner(city.engine, Lane.PAYING, bearers)
    with city.store.lease("errands:paying") as lease:
        if lease is None:
            raise RuntimeError("somebody else runs them")

        def turn() -> int:
            with acting_under(lease):
                return runner.turn()

        yield turn


def busily(city: PaidCity, url: str, rate: float, seconds: float, rounds: int) -> None:
    """Print what both ways cost at that rate, in turns, and their ratios."""
    together = city.engine.perform_together
    city.engine.gather(Gathering(together), unhurried(together))
    evening = _Evening(city, url, rate, seconds)
    evening.prepare(2 * rounds + 1)
    evening.by_wallet()
    for _ in range(rounds):
        wallet, provider = evening.by_wallet(), evening.by_provider()
        print(f"wallet   {wallet}\nprovider {provider}", flush=True)
        print(f"ratio    {provider.statements / wallet.statements:.2f} of statements,"
              f" {provider.own_ms / wallet.own_ms:.2f} of CPU here,"
              f" {provider.database_ms / wallet.database_ms:.2f} in the database")  # fmt: skip
