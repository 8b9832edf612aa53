"""A stall's deal, played on usual nights of its city: without it, and with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import isfinite

from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.files.scenario.scenario import Scenario
from yeshi.flow.city.rehearsing import LAST
from yeshi.flow.deal_rehearsal import (
    BreakEven,
    DealMeasure,
    DealNotPlayed,
    DealOutcome,
    DealRehearsal,
)
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Store
from yeshi.flow.rehearsal import NotPlayed
from yeshi.flow.stalls.rehearsing_deals import DealRehearsing
from yeshi.flow.table import TABLE
from yeshi.flow.terms import Terms
from yeshi.market.deal import Deal
from yeshi.twin.rehearsal import night
from yeshi.twin.rehearsal.comparing import Difference, compare
from yeshi.twin.rehearsal.own import Weeks, hours_of, scenario_of
from yeshi.twin.rehearsal.stall_guests import StallGuests
from yeshi.twin.rehearsal.stall_night import StallBeside, of_a_night
from yeshi.twin.rehearsal.stall_outcome import STALL_MEASURES, StallNight, stall_night
from yeshi.twin.rehearsal.stall_record import StallRecord, stall_record
from yeshi.wiring.rehearsed import uncollected
from yeshi.wiring.rehearsed_terms import weeks_before

# Nights without the deal and with it; fewer where so many orders would have to be played in all.
NIGHTS, NIGHTS_MIN, ORDERS_MAX = 12, 4, 12_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPlay:
    """All that a night of the city with the stall in it is made of."""

    scenario: Scenario
    record: StallRecord
    terms: Terms
    beside: tuple[Deal, ...]
    asked: Deal
    more: float

    def night(self, seed: int, with_deal: bool) -> StallNight:
        """The night of that seed, without the deal or with it, and with whom it brings."""
        terms, asked = self.terms, of_a_night(self.asked)

        def lured(at: datetime) -> bool:
            return asked.when is None or asked.when.at(terms.calendar, at)

        guests = StallGuests(
            record=self.record, seed=seed, calendar=terms.calendar,
            more=self.more if with_deal else 0.0, lured=lured,
        )  # fmt: skip
        stall = StallBeside(self.record, guests, self.beside, self.asked if with_deal else None)
        clock, weather = SimulatedClock(night.begins_at(self.scenario)), night.weather_of()
        engine = Engine(
            MemoryStore(terms.currency), clock, weather, TrialWallet(), terms, TABLE
        )  # fmt: skip
        with uncollected():
            played = night.play(self.scenario, seed, engine, clock, weather, beside=stall)
            return stall_night(played, self.record.merchant.id, lured, stall.asked_id)


def play_deal(store: Store, terms: Terms, asked: DealRehearsing) -> DealOutcome:
    """What the rehearsal of that id comes to, on the weeks before its moment and these terms."""
    with store.read() as work:
        rehearsal = work.deal_rehearsals.must(asked.rehearsal)
    record = record_before(store, rehearsal.merchant, asked.as_of, terms)
    weeks = weeks_before(store, terms, asked.as_of, apart=rehearsal.merchant)
    told = DealOutcome(orders=len(record.visits), days=record.days)
    play = play_of(weeks, record, terms, rehearsal, asked.as_of)
    if isinstance(play, DealNotPlayed):
        return replace(told, not_played=play)
    nights = nights_of(weeks, record)
    pairs = [(play.night(seed, False), play.night(seed, True)) for seed in range(1, nights + 1)]
    return replace(
        told,
        nights=nights,
        hands=record.hands,
        taken=sum(after.taken for _, after in pairs) / nights,
        measures=tuple(_measures(pairs)),
        even=break_even(pairs),
    )


def nights_of(weeks: Weeks, record: StallRecord) -> int:
    """How many nights like those are played, each twice."""
    a_night = len(weeks.recorded) / weeks.days + len(record.visits) / record.days
    return max(NIGHTS_MIN, min(NIGHTS, int(ORDERS_MAX / (2 * a_night))))


def break_even(pairs: Sequence[tuple[StallNight, StallNight]]) -> BreakEven | None:
    """How many more orders a night bring in what the deal costs of those that come anyway."""
    costs = [before.usual_kept - after.usual_kept for before, after in pairs]
    lured = sum(after.lured for _, after in pairs)
    kept = sum(after.lured_kept for _, after in pairs)
    if not lured or kept <= 0 or sum(costs) <= 0:
        return None
    orders = [max(0.0, cost) * lured / kept for cost in costs]
    return BreakEven(
        orders=sum(costs) * lured / kept / len(pairs),
        least=min(orders),
        most=max(orders),
        usual=lured / len(pairs),
    )


def record_before(store: Store, merchant_id: str, at: datetime, terms: Terms) -> StallRecord:
    """What the stall's orders of the last weeks before that moment say of it."""
    with store.read() as work:
        orders = work.orders.of_merchant_since(merchant_id, at - LAST)
        merchant = work.merchants.must(merchant_id)
        market = work.markets.get(merchant.market) if merchant.market else None
        menu = work.items.of_merchant(merchant_id)
    return stall_record(merchant, market, menu, orders, terms.calendar)


def play_of(
    weeks: Weeks, record: StallRecord, terms: Terms, rehearsal: DealRehearsal, at: datetime
) -> DealPlay | DealNotPlayed:
    """The city and the stall beside it; or why there is none."""
    if not record.takes_orders:
        return DealNotPlayed.CLOSED
    if not record.tells:
        return DealNotPlayed.FEW_OF_STALL
    scenario = scenario_of(weeks, terms, 0.0)
    if isinstance(scenario, NotPlayed):
        return DealNotPlayed(scenario.value)
    busy = {slot for slot, rate in enumerate(scenario.city.rhythm) if rate > 0}
    begins, hours = hours_of(busy | {one.slot for one in record.visits}, terms.calendar)
    paid = replace(
        scenario.fleet, pay_per_order=terms.pay_per_order, pay_per_hour=terms.pay_per_hour
    )
    beside = [
        one for one in record.merchant.deals if not one.is_over(at) and one.id != rehearsal.deal.id
    ]
    return DealPlay(
        scenario=replace(scenario, begins=begins, hours=hours, fleet=paid),
        record=record,
        # Of the city's terms all holds but what asks for a programme, which the twin has not.
        terms=replace(terms, round_up=None),
        beside=tuple(beside),
        asked=rehearsal.deal,
        more=rehearsal.more_percent / 100,
    )


def _measures(pairs: Sequence[tuple[StallNight, StallNight]]) -> Iterator[DealMeasure]:
    for one in compare([(a.values, b.values) for a, b in pairs], STALL_MEASURES):
        if _tells(one):
            yield DealMeasure(
                key=one.measure.key,
                unit=one.measure.unit,
                digits=one.measure.digits,
                before=one.a,
                after=one.b,
                least=min(one.each),
                most=max(one.each),
                clear=one.clear,
            )


def _tells(one: Difference) -> bool:
    return isfinite(one.a) and isfinite(one.b)
