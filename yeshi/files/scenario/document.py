"""What may stand in a scenario's file, and within which bounds."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import Field

from yeshi.files.policy import PolicyDocument
from yeshi.files.toml import FilePart

Share = Annotated[float, Field(ge=0, le=1)]
Units = Annotated[float, Field(ge=0, le=1000)]
Times = Annotated[float, Field(ge=0.1, le=10)]


class NameDocument(FilePart):
    """A name in both languages."""

    zh: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)


class MetropolisDocument(FilePart):
    """[metropolis]: a made-up city of any size instead of `city`."""

    markets: int = Field(ge=1, le=5000)
    stalls: int = Field(ge=1, le=50)
    across_km: float = Field(gt=0, le=100)
    zones: int = Field(default=1, ge=1, le=32)
    time_zone: str
    day_turns: time = time(6)
    currency: str = Field(pattern="^[A-Z]{3}$")


class DemandDocument(FilePart):
    """[demand]: `orders_an_hour` by local hour from midnight instead of the city's own; of them the
    share that people `collect`, and that of those who `sit` at tables."""

    scale: float = Field(default=1.0, ge=0, le=2)
    orders_an_hour: list[Annotated[float, Field(ge=0, le=50_000)]] | None = Field(
        default=None, min_length=24, max_length=24
    )
    collect: float = Field(default=0.0, ge=0, le=0.5)
    sit: float = Field(default=0.0, ge=0, le=0.5)


class FleetDocument(FilePart):
    """[fleet]: each row of `shifts` is when they begin, for how many hours, and which share."""

    couriers: int = Field(default=40, ge=0, le=20_000)
    shifts: list[
        tuple[time, Annotated[float, Field(gt=0, le=24)], Annotated[float, Field(gt=0)]]
    ] = Field(
        default=[(time(16), 8.0, 6.0), (time(18), 8.0, 10.0), (time(22), 8.0, 7.0)], min_length=1
    )
    robots: int = Field(default=0, ge=0, le=20_000)
    robot_an_hour: Units = 15.0
    pay_an_order: Units = 7.0
    pay_an_hour: Units = 20.0


class FeesDocument(FilePart):
    """[fees]: what delivery costs, how far it reaches, and the platform's share of what is sold."""

    base: Units = 3.0
    base_km: float = Field(default=2.0, ge=0, le=50)
    per_km: Units = 1.0
    reach_minutes: float = Field(default=25.0, gt=0, le=240)
    commission: Share = 0.06


class VoucherDocument(FilePart):
    """[voucher]: so much off from a threshold, while the night's budget lasts."""

    off: Annotated[float, Field(gt=0, le=1000)]
    threshold: Units = 0.0
    budget: float = Field(gt=0, le=100_000_000)


class RushDocument(FilePart):
    """[[kitchens.rush]]: hours in which they take `slower` times as long as they say."""

    begins: time
    hours: float = Field(gt=0, le=24)
    slower: float = Field(ge=1, le=5)


class KitchensDocument(FilePart):
    """[kitchens]: how fast they cook against the usual, how much that varies from order to order,
    how far stalls are off in what they say of themselves, and how many parts of orders a stall has
    in hand at a time; 0: as many as come."""

    pace: Times = 1.0
    spread: float = Field(default=0.0, ge=0, le=2)
    misjudged: float = Field(default=0.0, ge=0, le=2)
    hands: int = Field(default=0, ge=0, le=100)
    rush: list[RushDocument] = Field(default=[], max_length=24)


class PromiseDocument(FilePart):
    """[promise]: the share that is to be kept by what was learnt, 0 for none; and the minutes that
    are added to cooking and the way where nothing was."""

    kept: float = Field(default=0.0, ge=0, le=0.99)
    wait_minutes: float = Field(default=15.0, ge=0, le=120)


class RainDocument(FilePart):
    """[rain]: when it begins, for how long, and what it does."""

    begins: time
    hours: float = Field(gt=0, le=24)
    slower: float = Field(default=1.3, ge=1, le=5)
    demand: float = Field(default=1.2, ge=0.1, le=2)


class ResponseDocument(FilePart):
    """[response]: percent of orders for a percent of price; the fees that people are used to."""

    price_elasticity: float = Field(default=0.0, ge=-5, le=0)
    usual_base: Units = 3.0
    usual_base_km: float = Field(default=2.0, ge=0, le=50)
    usual_per_km: Units = 1.0


class ScenarioDocument(FilePart):
    """The whole file."""

    name: NameDocument
    like: str | None = None
    city: str = "changsha"
    fitted: str | None = None
    metropolis: MetropolisDocument | None = None
    begins: time = time(18)
    hours: float = Field(default=10.0, gt=0, le=24)
    demand: DemandDocument = DemandDocument()
    fleet: FleetDocument = FleetDocument()
    fees: FeesDocument = FeesDocument()
    voucher: VoucherDocument | None = None
    kitchens: KitchensDocument = KitchensDocument()
    promise: PromiseDocument = PromiseDocument()
    rain: RainDocument | None = None
    response: ResponseDocument = ResponseDocument()
    policy: PolicyDocument = PolicyDocument()
