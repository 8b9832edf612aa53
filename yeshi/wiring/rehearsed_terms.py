"""A change of terms, played on a city's own last weeks beside the terms in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from math import isfinite

from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.files.scenario.scenario import Scenario
from yeshi.flow.city.rehearsing import LAST, Rehearsing
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Store
from yeshi.flow.rehearsal import NotPlayed, Rehearsal, RehearsedMeasure, TermsOutcome
from yeshi.flow.table import TABLE
from yeshi.flow.terms import Terms
from yeshi.twin.rehearsal import night
from yeshi.twin.rehearsal.comparing import Difference, compare
from yeshi.twin.rehearsal.outcome import Values, outcome
from yeshi.twin.rehearsal.own import Weeks, nights_of, scenario_of
from yeshi.twin.rehearsal.recorded import of_store
from yeshi.wiring.rehearsed import uncollected


def play_rehearsal(store: Store, asked: Rehearsing) -> TermsOutcome:
    """What the rehearsal of that id comes to, on the weeks before its moment."""
    with store.read() as work:
        rehearsal = work.rehearsals.must(asked.rehearsal)
    weeks = weeks_before(store, rehearsal.before, asked.as_of)
    scenario = scenario_of(weeks, rehearsal.before, rehearsal.elasticity)
    if isinstance(scenario, NotPlayed):
        return TermsOutcome(orders=len(weeks.recorded), days=weeks.days, not_played=scenario)
    nights = nights_of(weeks)
    pairs = [_pair(scenario, rehearsal, seed) for seed in range(1, nights + 1)]
    return TermsOutcome(
        orders=len(weeks.recorded), days=weeks.days, nights=nights,
        measures=tuple(_measures(compare(pairs))),
    )  # fmt: skip


def weeks_before(store: Store, terms: Terms, at: datetime, apart: str = "") -> Weeks:
    """What the city recorded in the last weeks before that moment; `apart`: but for the orders of
    that merchant."""
    since = at - LAST
    recorded = of_store(store, terms.calendar, since, apart)
    with store.read() as work:
        orders = [one for one in work.orders.placed_since(since) if not one.ticket(apart)]
        shifts = [one for one in work.shifts.all() if since <= one.on_at < at]
    return Weeks(recorded=recorded, orders=orders, shifts=shifts)


def _pair(scenario: Scenario, rehearsal: Rehearsal, seed: int) -> tuple[Values, Values]:
    """The night of that seed, under the old terms and under the new ones."""
    return _night(scenario, rehearsal.before, seed), _night(scenario, rehearsal.terms, seed)


def _night(scenario: Scenario, terms: Terms, seed: int) -> Values:
    clock, weather = SimulatedClock(night.begins_at(scenario)), night.weather_of()
    # Of the city's terms all holds but what asks for a programme, which the twin has not.
    played_on = replace(terms, round_up=None)
    engine = Engine(MemoryStore(terms.currency), clock, weather, TrialWallet(), played_on, TABLE)
    paid = replace(
        scenario.fleet, pay_per_order=terms.pay_per_order, pay_per_hour=terms.pay_per_hour
    )
    with uncollected():
        return outcome(night.play(replace(scenario, fleet=paid), seed, engine, clock, weather))


def _measures(differences: list[Difference]) -> Iterator[RehearsedMeasure]:
    for one in differences:
        if one.absent or not all(isfinite(x) for x in (one.a, one.b, one.least, one.most)):
            continue
        yield RehearsedMeasure(
            key=one.measure.key, unit=one.measure.unit, digits=one.measure.digits,
            before=one.a, after=one.b, least=one.least, most=one.most, better=one.better,
        )  # fmt: skip
