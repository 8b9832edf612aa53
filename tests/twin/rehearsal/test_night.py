"""Rehearsed nights: paired to the fen, and answering to what is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from yeshi.base.calendar import next_quarter
from yeshi.base.money import Money
from yeshi.files.scenario.reading import read_scenario
from yeshi.files.scenario.scenario import KitchenHabits, Rain, RushHours, Scenario, Voucher
from yeshi.fleet.courier import Vehicle
from yeshi.flow.checks.checking import breaches_of
from yeshi.ledger import accounts
from yeshi.orders.wished import Wished
from yeshi.twin.rehearsal.comparing import compare
from yeshi.twin.rehearsal.outcome import MEASURES, Values, outcome
from yeshi.wiring.rehearsed import rehearse

USUAL = Path(__file__).parents[3] / "examples" / "scenarios" / "usual.toml"


@pytest.fixture(scope="module")
def usual() -> Scenario:
    """Three hours of the usual night."""
    return replace(read_scenario(USUAL), hours=3.0)


@pytest.fixture(scope="module")
def as_usual(usual: Scenario) -> Values:
    """What it comes to."""
    return outcome(rehearse(usual, 1))


def placed(scenario: Scenario, seed: int = 1) -> set[tuple[str, str]]:
    """The orders of a night: who, and where to."""
    with rehearse(scenario, seed).engine.store.begin() as work:
        return {(str(o.placed_at), o.customer) for o in work.orders.all()}


def test_the_same_seed_is_the_same_night(usual: Scenario, as_usual: Values) -> None:
    """Every figure, not only roughly; another seed is another night."""
    assert outcome(rehearse(usual, 1)) == as_usual
    assert outcome(rehearse(usual, 2)) != as_usual
    same = compare([(as_usual, as_usual)] * 3)
    assert all(one.mean == 0 and not one.clear for one in same)


def test_more_demand_only_adds_to_the_same_wishes(usual: Scenario) -> None:
    """What is ordered at a small demand is ordered at a greater one too, if it is not sold out."""
    some, more = placed(replace(usual, demand=0.6)), placed(replace(usual, demand=1.4))
    assert len(some - more) <= 0.03 * len(some)
    assert 1.8 < len(more) / len(some) < 3.0


def test_dearer_delivery_puts_off_and_a_voucher_brings(usual: Scenario, as_usual: Values) -> None:
    """By the elasticity that the scenario states; without one nobody answers to prices."""
    dear = replace(usual, fees=replace(usual.fees, delivery_base=Money(2500, "CNY")))
    put_off = outcome(rehearse(dear, 1))
    assert put_off["orders"] < 0.9 * as_usual["orders"]
    assert put_off["declined"] > 0
    voucher = Voucher(Money(1500, "CNY"), Money(2000, "CNY"), Money(100_000, "CNY"))
    brought = outcome(rehearse(replace(usual, voucher=voucher), 1))
    assert brought["orders"] > 1.05 * as_usual["orders"]
    assert 0 < brought["vouchers"] <= 1000
    blunt = replace(dear, response=replace(usual.response, elasticity=0.0))
    assert placed(blunt) == placed(replace(usual, response=blunt.response))


def test_rain_slows_ways_and_not_the_price_of_a_kilometre(
    usual: Scenario, as_usual: Values
) -> None:
    """Food comes later while it rains; fees are the same."""
    wet = replace(usual, rain=Rain(time(18), 3.0, 1.6, 1.0))
    night = rehearse(wet, 1)
    assert outcome(night)["click_to_door"] > as_usual["click_to_door"] + 1
    assert night.engine.terms == rehearse(usual, 1).engine.terms
    fees = []
    for scenario in (wet, usual):
        with rehearse(scenario, 1).engine.store.begin() as work:
            fees.append({o.customer: o.bill.delivery for o in work.orders.all()})
    assert fees[0] == fees[1]


def test_quicker_kitchens_and_fewer_people(usual: Scenario, as_usual: Values) -> None:
    """The one shortens the way of an order, the other the hours of work."""
    quick = outcome(rehearse(replace(usual, kitchens=KitchenHabits(pace=2.0)), 1))
    assert quick["click_to_door"] < as_usual["click_to_door"]
    fewer = outcome(rehearse(replace(usual, fleet=replace(usual.fleet, couriers=13)), 1))
    assert fewer["people"] < as_usual["people"]
    assert fewer["hours"] < as_usual["hours"]
    assert fewer["hourly_pay"] >= as_usual["hourly_pay"]


def test_kitchens_that_vary_are_late_and_promises_that_are_learnt_know(usual: Scenario) -> None:
    """What is not so quick as it says is promised later, once that is known."""
    rush = RushHours(time(18), 5.0, 2.0)
    ways = KitchenHabits(spread=0.4, misjudged=0.2, hands=1, rush=(rush,))
    slow = replace(usual, hours=5.0, kitchens=ways)
    fixed = outcome(rehearse(slow, 1))
    learnt = outcome(rehearse(replace(slow, promise_kept=0.9), 1))
    assert learnt["late_share"] < 0.8 * fixed["late_share"]


def test_robots_are_paid_nothing_carry_less_and_cost_by_the_hour(usual: Scenario) -> None:
    """They take work from people, and their cost is the city's."""
    night = rehearse(replace(usual, fleet=replace(usual.fleet, couriers=4, robots=8)), 1)
    values = outcome(night)
    assert values["people"] == 4
    assert values["robot_hours"] == 24
    with night.engine.store.begin() as work:
        robots = [c.id for c in work.couriers.all() if c.vehicle is Vehicle.ROBOT]
        assert len(robots) == 8
        assert all(work.ledger.balance(accounts.courier(id_)).fen == 0 for id_ in robots)
        carried = [r.orders for r in work.routes.all() if r.courier in robots]
        assert carried
        assert max(map(len, carried)) <= 4
        books = work.ledger.balances()
        assert sum(money.fen for money in books.values()) == 0


def test_what_is_for_later_is_on_its_way_from_when_it_is_begun(
    usual: Scenario, as_usual: Values
) -> None:
    """Not from when it was ordered."""
    night = rehearse(usual, 1)
    with night.engine.store.begin() as work:
        for one in work.orders.all():
            begun = one.placed_at + timedelta(minutes=5)
            at = next_quarter(one.placed_at + timedelta(hours=1))
            plan = Wished(at=at, begins_at=begun, ready_at=begun, begun_at=begun)
            work.orders.put(replace(one, wished=plan))
    sooner = as_usual["click_to_door"] - outcome(night)["click_to_door"]
    assert sooner == pytest.approx(5)


def test_every_measure_is_told(as_usual: Values) -> None:
    """And makes sense of an ordinary evening."""
    assert set(as_usual) == {measure.key for measure in MEASURES}
    assert as_usual["delivered"] <= as_usual["orders"]
    assert 5 < as_usual["click_to_door"] < 60
    assert as_usual["hourly_pay_p10"] >= 20.0


def test_the_tick_is_as_often_as_the_policy_says(usual: Scenario, as_usual: Values) -> None:
    """Who decides every ten minutes lets the food wait."""
    seldom = replace(usual, policy=replace(usual.policy, tick_s=600.0))
    assert outcome(rehearse(seldom, 1))["food_waits"] > as_usual["food_waits"] + 1


def test_a_night_of_three_kinds(usual: Scenario, as_usual: Values) -> None:
    """The same wishes, of which some are collected and some come to tables; nobody is owed."""
    mixed = replace(usual, collect=0.15, sit=0.15)
    night = rehearse(mixed, 1)
    found = outcome(night)
    assert found["collected"] > 0.05 * as_usual["orders"]
    assert found["at_table"] > 0.03 * as_usual["orders"]
    assert found["delivered"] < as_usual["delivered"]
    assert as_usual["collected"] == as_usual["at_table"] == 0
    with night.engine.store.begin() as work:
        assert all(one.is_settled or one.is_refunded for one in work.orders.all())
        assert list(breaches_of(work)) == []
