"""How a city wants its dispatch to decide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A rolling horizon: orders ready within `horizon_s` are planned anew at every `tick_s`.

    `bundling`: one trip may carry several orders of one counter; with `markets`, the stalls of a
    market are one counter. `ride_s_max`: no food of a bundle
    rides for longer. `trips_ahead`: so many trips are planned for each courier; the first alone is
    ever committed. `foresight_s`: for so long a courier who leaves is missed by the orders to come
    there; 0 switches foresight off. `fairness_s`: so many seconds of orders are traded for sending
    who earned nothing yet in place of who earned the mean; 0 switches it off. `prepositioning`: who
    has nothing to do may be sent to a counter for orders to come, and ways may lead by counters on
    the way, where it is decided anew. `updates`: a courier is sent to the counter first, and which
    orders they take is decided there. `passes`: how often every order
    may move to a better place and the ends of plans change hands; `shakes`: how often at most
    a part of the plan is taken apart and put together anew; both while `budget_s` seconds of the
    city's clock last. `packing_s`: for so long
    set packing may look for better plans among those of many searches; 0 switches it off.
    """

    horizon_s: float = 1800.0
    tick_s: float = 60.0
    bundling: bool = True
    markets: bool = True
    ride_s_max: float = 3600.0
    trips_ahead: int = 3
    foresight_s: float = 300.0
    fairness_s: float = 60.0
    prepositioning: bool = False
    updates: bool = False
    passes: int = 2
    shakes: int = 40
    budget_s: float = 30.0
    packing_s: float = 0.0
