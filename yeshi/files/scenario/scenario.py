"""A scenario: everything that may be different on a night that is rehearsed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.dispatch.policy import Policy
from yeshi.files.city import City
from yeshi.orders.checkout import Fees


@dataclass(frozen=True, slots=True)
class ShiftKind:
    """Shifts that begin at `on` and last `hours`; `share` says how many against the others."""

    on: time
    hours: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """Who delivers: people on shifts with a guarantee, and machines by the hour."""

    couriers: int
    shifts: tuple[ShiftKind, ...]
    robots: int
    robot_an_hour: Money
    pay_per_order: Money
    pay_per_hour: Money


@dataclass(frozen=True, slots=True)
class Voucher:
    """A voucher of `off` for orders from `threshold`, while the night's `budget` lasts."""

    off: Money
    threshold: Money
    budget: Money


@dataclass(frozen=True, slots=True)
class RushHours:
    """From `begins` for `hours` kitchens take `slower` times as long as they say."""

    begins: time
    hours: float
    slower: float


@dataclass(frozen=True, slots=True)
class KitchenHabits:
    """How kitchens cook: `pace` times as fast as usual, slower in a `rush`, by so many `hands` a
    stall (0: one for each part). `spread`: the standard deviation of a time over its mean, from
    order to order; `misjudged`: that of what stalls need over what they say, from stall to stall.
    """

    pace: float = 1.0
    spread: float = 0.0
    misjudged: float = 0.0
    hands: int = 0
    rush: tuple[RushHours, ...] = ()


@dataclass(frozen=True, slots=True)
class Rain:
    """Rain `at` some time for `hours`: ways take `slower` times as long, and `demand` times as many
    people want their food brought."""

    at: time
    hours: float
    slower: float
    demand: float


@dataclass(frozen=True, slots=True)
class Response:
    """How demand answers to prices: by `elasticity` percent for each percent that what a basket
    costs, delivered and after vouchers, is above what it would cost at the `usual` fees."""

    elasticity: float
    usual: Fees


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A night from `begins` for `hours`, in a city, under a policy.

    `demand`: against the city's own; of it the shares that people `collect` at the counter, and
    have at a table where they `sit`. `commission`: the platform's share of what is sold, in basis
    points. `promise_kept`: the share of promises to be kept by what was learnt; 0: they are of the
    usual times. `digest`: of the text that it was read from; other text is another scenario.
    """

    name: Name
    city: City
    begins: time
    hours: float
    demand: float
    fleet: Fleet
    fees: Fees
    commission: int
    response: Response
    voucher: Voucher | None
    kitchens: KitchenHabits
    rain: Rain | None
    policy: Policy
    promise_kept: float = 0.0
    collect: float = 0.0
    sit: float = 0.0
    digest: str = field(default="", compare=False)
