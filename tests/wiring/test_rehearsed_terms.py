"""A change of terms is played on the city's own weeks, beside the terms in force."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import SmallCity, done
from yeshi.base.money import Money
from yeshi.files.scenario.reading import read_scenario
from yeshi.flow.city import rehearsing
from yeshi.flow.city.rehearsing import Rehearsing
from yeshi.flow.engine import Engine
from yeshi.flow.rehearsal import NotPlayed, RehearsedMeasure, TermsOutcome
from yeshi.flow.terms import Terms
from yeshi.people.actor import signed_in
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.twin.rehearsal import own
from yeshi.wiring import rehearsed_terms
from yeshi.wiring.rehearsed import rehearse

USUAL = Path(__file__).parents[2] / "examples" / "scenarios" / "usual.toml"
OWNER = signed_in(Person("owner", "owner", (Grant(Role.OWNER, CITY),), None))


@pytest.fixture(scope="module")
def traded() -> Engine:
    """A city after an evening of its own."""
    usual = read_scenario(USUAL)
    return rehearse(replace(usual, hours=1.5), 1).engine


@pytest.fixture(autouse=True)
def few_nights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough to tell what is different by much."""
    monkeypatch.setattr(own, "NIGHTS", 3)
    monkeypatch.setattr(own, "NIGHTS_MIN", 3)


def played(engine: Engine, terms: Terms, elasticity: float = 0.0) -> TermsOutcome:
    """What the rehearsal of those terms comes to."""
    key = f"rehearse:{hash((terms, elasticity))}"
    asked = rehearsing.rehearse_terms(engine.acting(OWNER), key, terms, elasticity)
    given = Rehearsing(done(asked)["rehearsal"], engine.clock.now())
    return rehearsed_terms.play_rehearsal(engine.store, given)


def told(outcome: TermsOutcome) -> dict[str, RehearsedMeasure]:
    """Its measures by name."""
    return {one.key: one for one in outcome.measures}


@pytest.mark.slow
def test_what_pay_does_is_told(traded: Engine) -> None:
    """Four times the pay an order: people earn more, the platform keeps less, all else is as it
    was; on as many couriers and about as many orders as the evening had."""
    before = traded.terms
    outcome = played(traded, replace(before, pay_per_order=before.pay_per_order * 4))
    measures = told(outcome)
    assert (outcome.days, outcome.nights, outcome.not_played) == (1, 3, None)
    assert measures["platform"].better is False
    assert measures["hourly_pay"].better is True
    orders = measures["orders"]
    assert orders.before == orders.after
    assert orders.before == pytest.approx(outcome.orders, rel=0.35)


@pytest.mark.slow
def test_who_finds_it_dear_does_not_order(traded: Engine) -> None:
    """As strongly as the owner assumes."""
    before = traded.terms
    dear = replace(before, fees=replace(before.fees, delivery_base=Money(1500, before.currency)))
    assert told(played(traded, dear, elasticity=1.5))["orders"].most < 0


def test_too_little_to_rehearse_on_is_said() -> None:
    """Rather than made up."""
    city = SmallCity().open_up().settle_in()
    before = city.engine.terms
    outcome = played(city.engine, replace(before, pay_per_order=before.pay_per_order * 2))
    assert (outcome.not_played, outcome.measures) == (NotPlayed.FEW_ORDERS, ())
