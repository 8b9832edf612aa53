"""Play rush hours night after night with learnt promises, and print them beside constants.

`python -m bench.promises [--scenario FILE] [--misjudged CV]
[--nights N] [--first N] [--skip N]`. What was learnt in a night is
known in the next. The constants are told the nights' own outcome: the least time for waiting that
would have kept as many as should be, added to each stall's own time and the way, and the least
promise that is the same for all.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.files.scenario.reading import read_scenario
from yeshi.files.scenario.scenario import Scenario
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Store
from yeshi.flow.table import TABLE
from yeshi.orders.delivery_pace import DeliveryPace
from yeshi.orders.kitchen_pace import KitchenPace
from yeshi.twin.rehearsal import night
from yeshi.wiring.rehearsed import uncollected

RUSH = Path(__file__).parents[2] / "examples" / "scenarios" / "rush.toml"


@dataclass(frozen=True, slots=True)
class Kept:
    """A delivered order, in minutes: what was promised, what it took, and the stall's own time with
    the way; by the local hour in which it was placed."""

    hour: int
    promised: float
    took: float
    usual: float


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is known of kitchens and deliveries at a night's end."""

    kitchens: Sequence[KitchenPace] = ()
    deliveries: Sequence[DeliveryPace] = ()


def play(scenario: Scenario, seed: int, known: Learnt) -> tuple[list[Kept], Learnt]:
    """The night's delivered orders, and what is known after it."""
    begins = night.begins_at(scenario)
    weather, terms = night.weather_of(), night.terms_of(scenario)
    store: Store = MemoryStore(terms.currency)
    with store.begin() as work:
        for kitchen in known.kitchens:
            work.kitchen_paces.add(kitchen)
        for delivery in known.deliveries:
            work.delivery_paces.add(replace(delivery, learnt_to=begins))
    engine = Engine(store, SimulatedClock(begins), weather, TrialWallet(), terms, TABLE)
    with uncollected():
        night.play(scenario, seed, engine, engine.clock, weather)  # type: ignore[arg-type]
    stalls = {stall.id: stall for quarter in scenario.city.quarters for stall, _ in quarter.stalls}
    with store.begin() as work:
        kept = []
        for order in work.orders.all():
            if order.is_settled and order.ended_at is not None:
                usual_s = max(stalls[ticket.merchant].cook_s for ticket in order.tickets)
                way_s = weather.between(order.pickup, order.destination.place)
                kept.append(
                    Kept(
                        terms.calendar.local(order.placed_at).hour,
                        (order.promised_by - order.placed_at).total_seconds() / 60,
                        (order.ended_at - order.placed_at).total_seconds() / 60,
                        (usual_s + way_s) / 60,
                    )
                )
        return kept, Learnt(work.kitchen_paces.all(), work.delivery_paces.all())


def row(name: str, orders: Sequence[Kept], promised: np.ndarray) -> str:
    """A line of the table: share kept, mean promise, and the hour in which fewest are kept."""
    kept = np.array([one.took for one in orders]) <= promised
    hours = np.array([one.hour for one in orders])
    worst = min((kept[hours == h].mean(), h) for h in set(hours) if (hours == h).sum() >= 30)
    return (
        f"{name:28} {100 * kept.mean():6.1f} % {promised.mean():8.1f} min"
        f"   {worst[1]:02d}:00 {100 * worst[0]:5.1f} %"
    )


def main() -> None:
    """Play the nights and print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scenario", type=Path, default=RUSH)
    asked.add_argument("--misjudged", type=float, help="Over what the scenario says.")
    asked.add_argument("--nights", type=int, default=6)
    asked.add_argument("--first", type=int, default=1, help="The first night's seed.")
    asked.add_argument("--skip", type=int, default=1, help="So many nights are for learning alone.")
    given = asked.parse_args()
    scenario, known = read_scenario(given.scenario), Learnt()
    if given.misjudged is not None:
        kitchens = replace(scenario.kitchens, misjudged=given.misjudged)
        scenario = replace(scenario, kitchens=kitchens)
    counted: list[Kept] = []
    for number in range(given.nights):
        orders, known = play(scenario, given.first + number, known)
        print(row(f"night {number + 1}", orders, np.array([one.promised for one in orders])))
        if number >= given.skip:
            counted += orders
    took = np.array([one.took for one in counted])
    usual = np.array([one.usual for one in counted])
    share = scenario.promise_kept
    print(f"{len(counted)} orders of {given.nights - given.skip} nights: kept, mean, worst hour")
    print(row("learnt", counted, np.array([one.promised for one in counted])))
    added = np.quantile(took - usual, share)
    print(row(f"stall's time + {added:.1f} min", counted, usual + added))
    print(row("the same for all", counted, np.full(len(counted), np.quantile(took, share))))


if __name__ == "__main__":
    main()
