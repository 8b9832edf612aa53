"""Killed again and again while people order: what was answered is there, once, and ends."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path
from statistics import median

import pytest

from tests.end_to_end.customers import Told, customers
from tests.end_to_end.server import Server, short_folder
from tests.end_to_end.test_database import database_of, kill_database, placed, until
from yeshi import settings
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.ports import Work
from yeshi.ledger.accounts import wallet
from yeshi.orders.lifecycle import OrderState
from yeshi.wiring.recorded import recorded_city

PEOPLE = 6
SEED = 16
SPEED = 60
# An order that is made and that nobody comes for is called off two hours later by the city's clock,
# the last thing that can become of one; twice that is more than any has.
ENDS_WITHIN_S = 4 * 3600 / SPEED
SERVER_KILLS, DATABASE_KILLS = 200, 50
TRADES_S = 1.5
ORDERS_MAX = 10**6
ENDED = {OrderState.SETTLED, OrderState.REFUNDED}


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_nothing_answered_is_lost_doubled_or_stuck(capsys: pytest.CaptureFixture[str]) -> None:
    """The server is killed, and the database, each at any moment of its work."""
    home, chance = short_folder(), random.Random(SEED)
    server = Server(home, speed=SPEED)
    kills = ["server"] * SERVER_KILLS + ["database"] * DATABASE_KILLS
    chance.shuffle(kills)
    back_s: dict[str, list[float]] = {"server": [], "database": []}
    try:
        server.start()
        with customers(server, PEOPLE) as told:
            for killed in kills:
                time.sleep(chance.uniform(0, TRADES_S))
                begun = time.monotonic()
                if killed == "server":
                    server.kill()
                    server.start()
                else:
                    dead = database_of(home)
                    kill_database(home)
                    until(lambda dead=dead: database_of(home) not in {0, dead})  # type: ignore[misc]
                    until(lambda: placed(server) >= 0)
                back_s[killed].append(time.monotonic() - begun)
        with capsys.disabled():
            print(_in_short(told, back_s))
        assert not [one.stuck for one in told if one.stuck]
        _until_all_ended(server)
        assert server.stop() == 0
        _compare(home, told)
    finally:
        server.kill()
        shutil.rmtree(home, ignore_errors=True)


def _in_short(told: list[Told], back_s: dict[str, list[float]]) -> str:
    """What people did meanwhile, and how long they waited."""
    waits = [
        f"{len(found)} kills of the {name}, back after {median(found):.1f} s (most {max(found):.1f})"
        for name, found in back_s.items()
    ]
    orders = sum(len(one.orders) for one in told)
    asked_again = sum(one.unanswered for one in told)
    return "; ".join([*waits, f"{orders} orders answered, asked again {asked_again} times"])


def _until_all_ended(server: Server) -> None:
    """Until every order that was under way when the customers left is over."""
    before = _under_way(server).keys()
    ends = time.monotonic() + ENDS_WITHIN_S
    while left := {id_: is_ for id_, is_ in _under_way(server).items() if id_ in before}:
        assert time.monotonic() < ends, left
        time.sleep(1.0)


def _under_way(server: Server) -> dict[str, str]:
    """All orders under way and how they stand, page by page."""
    found, after = dict[str, str](), ""
    while after is not None:
        page = server.get(f"/api/control?limit=100&after={after}")
        found |= {one["id"]: one["state"] for one in page["orders"]}
        after = page["next"]
    return found


def _compare(home: Path, told: list[Told]) -> None:
    """What each customer was answered with what is there, and the whole record with itself."""
    here = settings.read({"YESHI_HOME": str(home)})
    with recorded_city(here) as city, city.store.look() as work:
        assert sum(len(one.orders) for one in told) > 0
        for one in told:
            assert _topped_up(work, one.customer) == one.topped_up
            kept = {order.id: order for order in work.orders.of_customer(one.customer, ORDERS_MAX)}
            assert kept.keys() == one.orders.keys()
            assert all(order.state in ENDED for order in kept.values())
            for name, state in one.orders.items():
                assert state not in ENDED or kept[name].state == state
        assert not list(breaches_of(work))


def _topped_up(work: Work, customer: str) -> int:
    """What the customer's wallet was filled with, by the books."""
    moved = work.ledger.of_account(wallet(customer), ORDERS_MAX)
    return sum(one.movement.amount.fen for one in moved if one.movement.why == "top_up")
