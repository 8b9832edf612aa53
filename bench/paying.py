"""What paying through a provider costs beside the demo's wallet: python -m bench.paying.

Counted are statements sent to PostgreSQL and CPU seconds of this process, from a quote that is
there to the order, both ways in turns, alone and when so many come a second. Then how many payments
a second are opened at a provider that takes 300 ms to answer, by the runner of a live city.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import psycopg

from bench.counting import counted
from bench.paying_busily import ANSWERS_IN_S, BASKET, SlowTaker, busily, turning
from tests.builders import EVENING, SmallCity, done
from tests.flow.payments.taker import PaidCity
from yeshi.adapters.clocks import ScaledClock, SimulatedClock
from yeshi.adapters.gathering import Gathering, unhurried
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.money import Money
from yeshi.flow.orders import ordering, paying_online
from yeshi.ledger.transfers import Movement, Transfer

ORDERS, ROUNDS = 20, 9
OPENED = 600
# Statements and milliseconds of this process's CPU.
Cost = tuple[float, float]


def main() -> None:
    """Print the figures of both ways, alone and at a rate, and how many are opened a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=200.0, help="payments a second")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("alone", "busily", "opened"))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yeshi-") as folder, embedded(Path(folder)) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE paying")
        there = url.replace("/postgres?", "/paying?")
        migrate(there)
        city = PaidCity(PostgresStore(open_pool(there), "CNY"), SimulatedClock(EVENING))
        city.settle_in()
        budget = Movement("outside:test-money", "campaign:v", Money(10_000_000, "CNY"), "bench")
        with city.store.begin() as work:
            work.ledger.move([Transfer("bench", EVENING, None, budget)])
        if asked.only in (None, "alone"):
            _alone(city)
        if asked.only in (None, "busily"):
            city.clock = city.engine.clock = ScaledClock(city.clock.now())  # type: ignore[assignment]
            busily(city, there, asked.rate, asked.seconds, asked.rounds)
        if asked.only in (None, "opened"):
            _rate(city)


def _alone(city: PaidCity) -> None:
    """One after the other, nothing beside it; and then what looking after one costs besides."""
    rounds = [(_by_wallet(city), *_by_provider(city)) for _ in range(ROUNDS)]
    for number, figure in enumerate(("statements", "CPU ms")):
        wallet, provider, looked = (
            median(one[side][number] for one in rounds[1:]) for side in range(3)
        )
        ratio = median(b[number] / a[number] for a, b, _ in rounds[1:])
        print(f"{figure} a payment: wallet {wallet:.1f}, provider {provider:.1f},"
              f" ratio {ratio:.2f}; {looked:.1f} more to look after it once")  # fmt: skip


def _by_wallet(city: PaidCity) -> Cost:
    """Paid from the test wallet."""
    city.engine.payments, customer = TrialWallet(), city.key()
    SmallCity.fill(city, customer)
    quotes = [city.quote(BASKET, customer) for _ in range(ORDERS)]
    with _measured() as cost:
        for quote in quotes:
            done(ordering.place(city.engine, city.key(), customer, quote))
    return cost[0]


def _by_provider(city: PaidCity) -> tuple[Cost, Cost]:
    """Begun, opened by the runner of a live city, paid at the provider and told by it; and looked
    after once, with all of it."""
    city.engine.payments, customer = ByProviders(("taker",)), city.key()
    quotes = [city.quote(BASKET, customer) for _ in range(ORDERS)]
    with turning(city) as turn:
        with _measured() as cost:
            for quote in quotes:
                begun = paying_online.begin_payment(
                    city.engine, city.key(), customer, quote, "taker"
                )  # fmt: skip
                payment = done(begun)["payment"]
                turn()
                city.taker.pay(payment)
                city.tell(payment)
        city.wait(1)
        with _measured() as looked:
            turn()
    return cost[0], looked[0]


@contextmanager
def _measured() -> Iterator[list[Cost]]:
    """What each of so many orders cost in the context."""
    cost: list[Cost] = []
    with counted() as sent:
        begun = time.process_time()
        yield cost
        used = time.process_time() - begun
        cost.append((sent.statements / ORDERS, 1000 * used / ORDERS))


def _rate(city: PaidCity) -> None:
    """How fast so many payments that wait are opened, and answered."""
    city.engine.payments, city.taker = ByProviders(("taker",)), SlowTaker()
    for _ in range(OPENED):
        city.begin({"a1": 1}, city.key())
    together = city.engine.perform_together
    city.engine.gather(Gathering(together), unhurried(together))
    with turning(city) as turn:
        begun, cpu, made = time.monotonic(), time.process_time(), 0
        while made < OPENED:
            made += turn()
    took, used = time.monotonic() - begun, time.process_time() - cpu
    print(f"{made} payments opened at a provider that answers in {ANSWERS_IN_S:g} s:"
          f" {made / took:.0f} a second, {1000 * used / made:.1f} ms CPU each")  # fmt: skip


if __name__ == "__main__":
    main()
