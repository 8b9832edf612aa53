"""How dispatch decides, as files may say it, and within which bounds."""

from __future__ import annotations

from pydantic import Field

from yeshi.dispatch.policy import Policy
from yeshi.files.toml import FilePart

_USUAL = Policy()


class PolicyDocument(FilePart):
    """[policy] of a scenario, [terms.policy] of a city: how dispatch decides; see Policy."""

    horizon_s: float = Field(
        default=_USUAL.horizon_s, ge=60, le=7200, description="orders ready within it are planned"
    )
    tick_s: float = Field(
        default=_USUAL.tick_s, ge=10, le=600, description="how often all is planned anew"
    )
    bundling: bool = Field(
        default=_USUAL.bundling, description="one trip may carry several orders of one counter"
    )
    markets: bool = Field(
        default=_USUAL.markets, description="the stalls of a market are one counter"
    )
    ride_s_max: float = Field(
        default=_USUAL.ride_s_max, ge=60, le=14_400, description="no food of a bundle rides longer"
    )
    trips_ahead: int = Field(
        default=_USUAL.trips_ahead, ge=1, le=8, description="trips planned for each courier"
    )
    foresight_s: float = Field(
        default=_USUAL.foresight_s, ge=0, le=3600,
        description="for so long a courier who leaves is missed there; 0: never",
    )  # fmt: skip
    fairness_s: float = Field(
        default=_USUAL.fairness_s, ge=0, le=3600,
        description="seconds of orders traded for sending who earned little; 0: none",
    )  # fmt: skip
    prepositioning: bool = Field(
        default=_USUAL.prepositioning, description="couriers are sent ahead to counters"
    )
    updates: bool = Field(
        default=_USUAL.updates, description="which orders a courier takes is decided at the counter"
    )
    passes: int = Field(
        default=_USUAL.passes, ge=0, le=20, description="rounds of moving orders to better places"
    )
    shakes: int = Field(
        default=_USUAL.shakes, ge=0, le=1000, description="times a part of the plan is made anew"
    )
    budget_s: float = Field(
        default=_USUAL.budget_s, ge=0, le=600, description="for so long plans may be bettered"
    )
    packing_s: float = Field(
        default=_USUAL.packing_s, ge=0, le=600, description="set packing looks so long; 0: never"
    )
