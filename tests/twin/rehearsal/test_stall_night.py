"""A stall in the twin's night: its deals stand, its guests come, and others go on as they did."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from tests.market.deals import by_hour, second, threshold
from tests.twin.rehearsal.stalls import OWN, an_hour, at_any_time, played, record
from yeshi.files.scenario.scenario import Scenario
from yeshi.flow.checks.checking import breaches_of
from yeshi.market.hours import Hours
from yeshi.market.serving import Serving
from yeshi.orders.order import Order
from yeshi.twin.rehearsal.night import Played
from yeshi.twin.rehearsal.outcome import outcome
from yeshi.twin.rehearsal.stall_guests import MORE
from yeshi.twin.rehearsal.stall_night import of_a_night, stands
from yeshi.twin.rehearsal.stall_outcome import StallNight, stall_night
from yeshi.twin.rehearsal.stall_record import StallRecord

DEAL = threshold((3000, 500))


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The city around it."""
    return an_hour()


@pytest.fixture(scope="module")
def stall(scenario: Scenario) -> StallRecord:
    """What its record says."""
    return record(scenario)


@pytest.fixture(scope="module")
def plain(scenario: Scenario, stall: StallRecord) -> Played:
    """The night without a deal."""
    return played(scenario, stall)[0]


@pytest.fixture(scope="module")
def dealt(scenario: Scenario, stall: StallRecord) -> tuple[Played, str]:
    """The same night with the deal, as many guests, and how the deal is called."""
    night, beside = played(scenario, stall, DEAL)
    return night, beside.asked_id


def told(night: Played, asked: str = "") -> StallNight:
    """What it came to for the stall."""
    return stall_night(night, OWN, at_any_time, asked)


def orders(night: Played) -> tuple[list[Order], list[Order]]:
    """Those of the stall, and those of all others."""
    with night.engine.store.read() as work:
        found = work.orders.all()
    mine = [one for one in found if one.ticket(OWN)]
    return mine, [one for one in found if not one.ticket(OWN)]


def test_a_deal_that_takes_nothing_and_brings_nobody_changes_nothing(
    scenario: Scenario, stall: StallRecord, plain: Played
) -> None:
    """To the last figure, of the stall and of the city."""
    never = played(scenario, stall, threshold((900_000, 500)))[0]
    assert told(never) == told(plain)
    assert outcome(never) == outcome(plain)


def test_the_same_seed_is_the_same_night(
    scenario: Scenario, stall: StallRecord, plain: Played
) -> None:
    """And another is another."""
    assert told(played(scenario, stall)[0]) == told(plain)
    assert told(played(scenario, stall, seed=2)[0]) != told(plain)


def test_the_books_bear_what_came_off_the_lines(plain: Played, dealt: tuple[Played, str]) -> None:
    """The stall keeps what was asked after its deals, less the platform's fee on that."""
    night, asked = dealt
    before, after = told(plain), told(night, asked)
    mine = orders(night)[0]
    off = sum(one.ticket(OWN).dealt.fen for one in mine if one.is_settled)  # type: ignore[union-attr]
    assert off > 0
    assert after.taken == off // 500
    assert after.values["stall_sold"] == before.values["stall_sold"]
    assert after.values["stall_deals"] == pytest.approx(off / 100)
    lost = before.values["stall_kept"] - after.values["stall_kept"]
    fee = night.engine.terms.commission.basis_points / 10_000
    assert lost == pytest.approx(off / 100 * (1 - fee), abs=0.01 * len(mine))
    assert after.values["stall_kept"] == pytest.approx(after.usual_kept)
    with night.engine.store.begin() as work:
        assert list(breaches_of(work)) == []


def test_prices_alone_move_nobody(plain: Played, dealt: tuple[Played, str]) -> None:
    """Who comes is the same, when they come, and how long they wait."""
    for before, after in zip(orders(plain), orders(dealt[0]), strict=True):
        assert [(one.customer, one.placed_at, one.ended_at) for one in before] == [
            (one.customer, one.placed_at, one.ended_at) for one in after
        ]


def test_more_guests_are_more_orders_and_nobody_elses_are_fewer(
    scenario: Scenario, stall: StallRecord, plain: Played
) -> None:
    """Those who came before come still; kitchen and couriers have more to do."""
    night, beside = played(scenario, stall, DEAL, more=1.0)
    mine, others = orders(night)
    mine_before, others_before = orders(plain)
    assert {one.customer for one in mine_before} < {one.customer for one in mine}
    more = [one for one in mine if one.customer.startswith(MORE)]
    assert 0.5 * len(mine_before) < len(more) < 1.6 * len(mine_before)
    assert [one.customer for one in others] == [one.customer for one in others_before]
    kitchen = "stall_kitchen"
    assert told(night).values[kitchen] > told(plain).values[kitchen] + 1
    assert told(night, beside.asked_id).lured == len(
        [one for one in mine if not one.customer.startswith(MORE) and not one.is_refunded]
    )


def test_deals_that_it_has_stand_on_both_nights(scenario: Scenario, stall: StallRecord) -> None:
    """And what is asked about takes off beside them."""
    half = second(5000, "own.a")
    before = told(played(scenario, stall, beside=[half])[0])
    night, beside = played(scenario, stall, DEAL, beside=[half])
    assert before.values["stall_deals"] > 0
    assert told(night, beside.asked_id).values["stall_deals"] > before.values["stall_deals"]


def test_it_stands_at_its_hours_whatever_the_day(stall: StallRecord) -> None:
    """A deal of Mondays is played on the usual night, as one that has not begun is."""
    monday = replace(DEAL, when=Serving((0,), Hours(time(18), time(20))), ends_at=DEAL.begins_at)
    assert of_a_night(monday).when == Serving(hours=Hours(time(18), time(20)))
    assert of_a_night(monday).ends_at is None
    now = DEAL.begins_at
    assert stands(DEAL, stall.menu, "CNY", now)
    gone = by_hour(2000, "sold-no-more")
    assert stands(gone, stall.menu, "CNY", now) is None
    some = stands(replace(gone, items=("sold-no-more", "own.a")), stall.menu, "CNY", now)
    assert some is not None
    assert some.items == ("own.a",)


def test_a_deal_of_what_is_sold_no_more_takes_nothing(
    scenario: Scenario, stall: StallRecord, plain: Played
) -> None:
    """Rather than stop the night."""
    night, beside = played(scenario, stall, by_hour(2000, "sold-no-more"))
    assert beside.asked_id == ""
    assert told(night, beside.asked_id) == told(plain)
