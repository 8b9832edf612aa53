"""A sample of nights with faults finds nothing; each is the same each time it is played."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import pytest

from tests.house.sources import ROOT
from tests.storm import outside
from tests.storm.night import Night, played
from tests.storm.pool import storm
from tests.storm.script import FATES, VERBS, draw_script
from yeshi.events.invoices import InvoiceWished
from yeshi.flow.errand_kinds import KINDS
from yeshi.orders.lifecycle import ENDED, OrderState
from yeshi.visits.booking import BookingState

SAMPLE = range(24)


def test_a_sample_of_nights_finds_nothing() -> None:
    """`make storm SEEDS=N` plays more of them, `make proof` ten thousand."""
    found = [f"{seed}: {failure}" for seed, failure in storm(SAMPLE, 1) if failure is not None]
    assert not found


@pytest.mark.slow
@pytest.mark.timeout(4000)
def test_ten_thousand_nights_find_nothing() -> None:
    """A failing one is told by `python -m tests.storm replay SEED`."""
    found = [f"{seed}: {failure}" for seed, failure in storm(range(10_000)) if failure is not None]
    assert not found


def told_elsewhere(seed: int, hashes: str) -> str:
    """The digest of the night, played by another process whose hashes are other ones."""
    command = [sys.executable, "-m", "tests.storm", "replay", str(seed)]
    environment = {**os.environ, "PYTHONHASHSEED": hashes}
    out = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return out.stdout.splitlines()[-1]


def test_a_seed_is_one_night() -> None:
    """In every process; and another seed is another night."""
    assert told_elsewhere(3, "1") == told_elsewhere(3, "2")
    assert played(3)[1].told() == played(3)[1].told() != played(4)[1].told()


@pytest.fixture(scope="module")
def nights() -> list[Night]:
    """The first of them, as they were left."""
    return [played(seed)[1] for seed in range(8)]


def test_nights_see_orders_to_each_of_their_ends(nights: list[Night]) -> None:
    """Orders are placed, and end well and otherwise; every fault and every tap is drawn."""
    states: Counter[OrderState] = Counter()
    for night in nights:
        with night.city.store.begin() as work:
            states.update(one.state for one in work.orders.all())
    assert set(states) == ENDED
    assert min(states.values()) > 12
    actions = [action for seed in range(40) for action in draw_script(seed)]
    assert {one.verb for one in actions} == set(VERBS)
    assert {one.fate.kind for one in actions if one.fate} == set(FATES)


def test_nights_see_bookings_to_each_of_their_ends(nights: list[Night]) -> None:
    """Guests come, do not, call off and are called off; some come at another time."""
    states: Counter[BookingState] = Counter()
    happened: Counter[str] = Counter()
    for night in nights:
        with night.city.store.begin() as work:
            states.update(one.state for one in work.bookings.all())
            happened.update(one.event.kind for one in work.events.after(0, 100_000))
    assert set(states) == set(BookingState) - {BookingState.BOOKED}
    assert all(happened[kind] for kind in ("visit.moved", "seats.paused", "seats.resumed"))


def test_nights_see_invoices_to_each_of_their_ends(nights: list[Night]) -> None:
    """Some are wished with the order, some later and otherwise; they are made of all that was paid
    and of less, of some something comes back afterwards, and some are never made."""
    seen: Counter[str] = Counter()
    for night in nights:
        orders = night.watch.invoices.orders.values()
        with night.city.store.begin() as work:
            told = [one.event for one in work.events.after(0, 100_000)]
        seen["otherwise"] += sum(isinstance(one, InvoiceWished) for one in told)
        for order in orders:
            seen["with"] += bool(order.asked_with)
            seen["later"] += len(order.wishes) > len(order.asked_with)
            seen["otherwise"] -= len(order.wishes)
            for part in order.parts.values():
                seen["never"] += part.is_answered and part.billed is None
                seen["of less"] += part.billed is not None and part.billed < part.at_first
                seen["of all"] += part.billed == part.at_first
                seen["red"] += part.is_red_due
    assert min(seen.values()) > 1
    assert len(seen) == 7


def test_the_world_does_all_that_is_asked_of_orders_and_bookings() -> None:
    """Or an errand of a new kind would be done by nobody, and no night would say so."""
    of_nights = ("yeshi.flow.orders.", "yeshi.flow.visits.")
    asked = {one.name for one in KINDS if one.given.__module__.startswith(of_nights)}
    assert asked <= {one.name for one in outside.KINDS}
    assert {"written", "visit", "group", "silence"} <= asked
