"""A stall's deal is played on nights of its own city, without it and with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import time

import pytest

from tests.builders import SmallCity, done
from tests.market.deals import by_hour, threshold
from tests.twin.rehearsal.stalls import USUAL, an_hour, record
from yeshi.files.scenario.reading import read_scenario
from yeshi.flow import errands
from yeshi.flow.deal_rehearsal import DealMeasure, DealNotPlayed, DealOutcome
from yeshi.flow.engine import Engine
from yeshi.flow.stalls.rehearsing_deals import DEAL_REHEARSAL, rehearse_deal
from yeshi.market.deal import Deal
from yeshi.twin.rehearsal.own import Weeks
from yeshi.twin.rehearsal.recorded import RecordedOrder
from yeshi.twin.rehearsal.stall_outcome import StallNight
from yeshi.twin.rehearsal.stall_record import STALL_ORDERS_MIN
from yeshi.wiring import rehearsed_deal
from yeshi.wiring.rehearsed import rehearse
from yeshi.wiring.rehearsed_deal import break_even, play_deal


@pytest.fixture(scope="module")
def traded() -> Engine:
    """A city after an evening of its own."""
    usual = read_scenario(USUAL)
    return rehearse(replace(usual, hours=2.5, demand=2.5), 1).engine


@pytest.fixture(autouse=True)
def few_nights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough to tell a range."""
    monkeypatch.setattr(rehearsed_deal, "NIGHTS", 2)
    monkeypatch.setattr(rehearsed_deal, "NIGHTS_MIN", 2)


def busiest(engine: Engine) -> str:
    """The stall with most orders."""
    with engine.store.read() as work:
        sold = Counter(one.merchant for order in work.orders.all() for one in order.tickets)
    return max(sold, key=lambda one: (sold[one], one))


def played(engine: Engine, deal: Deal, more: int = 0, stall: str = "") -> DealOutcome:
    """What the rehearsal of that deal comes to, through the errand that plays it."""
    named = stall or busiest(engine)
    key = f"rehearse:{named}:{deal.id}:{more}"
    id_ = done(rehearse_deal(engine, key, named, deal, more))["rehearsal"]
    taken = errands.take(engine, [DEAL_REHEARSAL])
    assert taken is not None
    outcome = play_deal(engine.store, engine.terms, taken.given)
    done(errands.answer_done(engine, taken, outcome))
    with engine.store.read() as work:
        assert work.deal_rehearsals.must(id_).outcome == outcome
    return outcome


def told(outcome: DealOutcome) -> dict[str, DealMeasure]:
    """Its measures by name."""
    return {one.key: one for one in outcome.measures}


@pytest.mark.slow
def test_what_it_costs_and_what_makes_up_for_it(traded: Engine) -> None:
    """With as many guests nothing but its cost is different; so many more would bring it in."""
    outcome = played(traded, threshold((2000, 500)))
    measures = told(outcome)
    assert (outcome.nights, outcome.days, outcome.not_played) == (2, 1, None)
    assert outcome.hands > 0
    assert outcome.taken > 0
    for same in ("stall_orders", "stall_sold", "stall_to_door", "stall_kitchen"):
        assert (measures[same].least, measures[same].most) == (0, 0)
    cost, kept = measures["stall_deals"], measures["stall_kept"]
    assert 0 < cost.least <= cost.after - cost.before <= cost.most
    fee = traded.terms.commission.basis_points / 10_000
    assert kept.before - kept.after == pytest.approx(cost.after * (1 - fee), abs=0.2)
    assert outcome.even is not None
    each = kept.after / measures["stall_orders"].after
    assert outcome.even.orders == pytest.approx((kept.before - kept.after) / each, rel=0.05)
    assert outcome.even.least <= outcome.even.orders <= outcome.even.most


@pytest.mark.slow
def test_more_guests_are_more_orders(traded: Engine) -> None:
    """And what brings in the deal is reckoned by those who come anyway, however many more do."""
    deal = replace(threshold((2000, 500)), id="more")
    many, none = played(traded, deal, more=100), played(traded, deal)
    orders = told(many)["stall_orders"]
    assert orders.least > 0
    assert orders.after > 1.4 * orders.before
    assert told(many)["stall_kept"].after > told(none)["stall_kept"].after
    assert many.even is not None
    assert none.even is not None
    assert many.even.usual == none.even.usual


@pytest.mark.slow
def test_a_deal_that_nobody_has_is_told_as_that(traded: Engine) -> None:
    """At an hour at which the stall is shut."""
    never = replace(by_hour(2000, hours=(time(11), time(12))), id="never")
    outcome = played(traded, never, more=50)
    assert (outcome.taken, outcome.even) == (0, None)
    assert all(one.least == one.most == 0 for one in outcome.measures)


def test_too_little_to_play_is_said() -> None:
    """Of the stall, of the city, and of who would bring it; and that a stall takes no orders."""
    city = SmallCity().settle_in()
    city.fill()
    deal = threshold((2000, 500))
    assert played(city.engine, deal, stall="a").not_played is DealNotPlayed.FEW_OF_STALL
    for _ in range(STALL_ORDERS_MIN):
        city.place({"a1": 1})
    city.wait(1)
    outcome = played(city.engine, replace(deal, id="2"), stall="a")
    assert outcome.not_played is DealNotPlayed.FEW_ORDERS
    assert (outcome.orders, outcome.measures) == (STALL_ORDERS_MIN, ())
    with city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("a"), online=False))
    closed = played(city.engine, replace(deal, id="3"), stall="a")
    assert closed.not_played is DealNotPlayed.CLOSED


def test_a_large_city_plays_fewer_nights(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a stall waits for a minute, and never so few that there is no range."""
    monkeypatch.setattr(rehearsed_deal, "NIGHTS", 12)
    monkeypatch.setattr(rehearsed_deal, "NIGHTS_MIN", 4)
    scenario = an_hour()
    own = record(scenario)
    place = own.merchant.place
    order = RecordedOrder(
        night="2026-01-01", minute=60.0, counter="m", place=place, door=place, cook_s=600.0
    )
    few = Weeks(recorded=[order] * 60, orders=[], shifts=[])
    assert rehearsed_deal.nights_of(few, own) == 12
    assert rehearsed_deal.nights_of(replace(few, recorded=[order] * 8000), own) == 4
    assert rehearsed_deal.nights_of(replace(few, recorded=[order] * 726), own) == 8


def test_break_even_by_hand() -> None:
    """Ten orders that leave 50 each leave 45 on one of two nights: half an order more a night makes up for it."""
    before = StallNight(values={}, taken=0, usual_kept=500.0, lured=10, lured_kept=500.0)
    after = replace(before, taken=10, usual_kept=450.0, lured_kept=450.0)
    even = break_even([(before, after), (before, before)])
    assert even is not None
    assert even.orders == pytest.approx((50 / 2) / (950 / 20))
    assert (even.least, even.most) == (0, pytest.approx(50 / 47.5))
    assert even.usual == 10
    assert break_even([(before, before)]) is None
    assert break_even([(before, replace(after, lured_kept=0.0))]) is None
