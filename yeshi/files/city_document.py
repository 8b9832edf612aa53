"""What may stand in a city's file, and within which bounds."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from yeshi.base.limits import CASH_FEN_MAX
from yeshi.base.sentences import say
from yeshi.files.dishes import ItemDocument, StockDocument
from yeshi.files.fields import Fen, Id
from yeshi.files.policy import PolicyDocument
from yeshi.files.programme import NamePart
from yeshi.files.toml import FilePart
from yeshi.geo.outline import middle, outline_fault, outline_of
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.market.facts import Fact

Place = tuple[
    Annotated[float, Field(ge=-180, le=180)],
    Annotated[float, Field(ge=-90, le=90)],
]
Seconds = Annotated[float, Field(ge=0, le=3600)]


class ZoneDocument(FilePart):
    """[[zones]]: each has a dispatcher of its own."""

    id: Id
    name: NamePart
    centre: Place | None = Field(
        default=None,
        description="degrees east and north, its middle; default: that of its outline, "
        "without which it must be said",
    )
    outline: list[Place] = Field(
        default=[],
        description="the corners of its area, 3 to 300, each degrees east and north; a place "
        "within is of this zone; none: what is nearest to its middle is",
    )

    @field_validator("outline")
    @classmethod
    def _is_an_area(cls, said: list[Place]) -> list[Place]:
        fault = outline_fault(outline_of([Point(*one) for one in said])) if said else None
        if fault is not None:
            raise ValueError(say("en", f"word.{fault}"))
        return said

    @model_validator(mode="after")
    def _lies_somewhere(self) -> ZoneDocument:
        if self.centre is None and not self.outline:
            raise ValueError("centre is missing, as there is no outline")
        return self

    def zone(self) -> Zone:
        """The zone that it says."""
        outline = outline_of([Point(*one) for one in self.outline])
        centre = Point(*self.centre) if self.centre else middle(outline)
        return Zone(self.id, self.name.name(), centre, outline)


class MarketDocument(FilePart):
    """[[markets]]: where stalls stand."""

    id: Id
    name: NamePart
    place: Place = Field(description="degrees east and north")
    busy: float = Field(default=1.0, gt=0, description="how busy it is against the others")


class DoorDocument(FilePart):
    """[[doors]]: places that customers may choose."""

    name: NamePart
    place: Place = Field(description="degrees east and north")


class MerchantDocument(FilePart):
    """[[merchants]]: stalls and restaurants one by one, where they stand; others are `stalls`."""

    id: Id
    name: NamePart
    market: Id | None = Field(
        default=None, description="of which night market; none: on its own, and no rehearsal's"
    )
    place: Place = Field(description="degrees east and north")
    opens: time
    closes: time = Field(description="earlier than it opens: on the next day")
    cook_s: int = Field(ge=0, le=7200, description="the seconds that it usually cooks")
    online: bool = Field(default=True, description="whether it takes orders online")
    sector: Id = Field(default="other", description="what it sells, in a word")
    items: list[ItemDocument] = []
    stocks: list[StockDocument] = Field(default=[], description="what its dishes share")


class DeliveryDocument(FilePart):
    """[terms.delivery]: what delivery costs, how far it reaches, and what is promised."""

    base_fen: Fen = Field(description="the fee within `base_km`")
    base_km: float = Field(ge=0, le=50, description="kilometres that `base_fen` pays for")
    per_km_fen: Fen = Field(description="for each begun kilometre beyond")
    reach_minutes: float = Field(gt=0, le=240, description="so many minutes of riding far")
    wait_s: int = Field(
        default=900, ge=0, le=7200, description="added to cooking and riding for the promise"
    )


class PayDocument(FilePart):
    """[terms.pay]: what couriers earn."""

    order_fen: Fen = Field(description="for each order delivered")
    hour_fen: Fen = Field(description="what an hour on duty comes to at least")


class CashDocument(FilePart):
    """[terms.cash]: what is paid in cash at the door."""

    open_max: int = Field(
        default=2, ge=0, le=100,
        description="open orders that a customer may have; 0: no cash is taken",
    )  # fmt: skip
    most_fen: int | None = Field(
        default=None, ge=0, le=CASH_FEN_MAX,
        description="of one order at most, 0 for any; default: ten hours' pay",
    )  # fmt: skip


class ServiceDocument(FilePart):
    """[terms.service]: the time that a hand-over takes."""

    counter_s: Seconds = Field(default=120.0, description="at a counter")
    door_s: Seconds = Field(default=120.0, description="at a door")


class FactsDocument(FilePart):
    """[terms.facts]: what stalls have to show of themselves before they take orders online."""

    asked: list[Fact] = Field(
        default=[],
        description="of `sign` (the name on it), `licence` (with its last day), `front` (a photo), "
        "`address` (the real one), `seats` (whether one may sit down); none: nothing is asked",
    )
    checked_days: int = Field(
        default=183, ge=7, le=3660, description="after so many days they are looked at again"
    )
    notice_days: list[Annotated[int, Field(ge=1, le=3660)]] = Field(
        default=[30, 7, 1], max_length=10,
        description="so many days before they end the stall is told; the first is also the time "
        "that stalls have which sold before",
    )  # fmt: skip


class PayoutsDocument(FilePart):
    """[terms.payouts]: when stalls and couriers are paid out what they are owed."""

    days: list[Annotated[int, Field(ge=0, le=6)]] = Field(
        default=[0], max_length=7,
        description="of the week, 0 is Monday: what was owed when that business day began is paid "
        "out on it; none: by hand alone",
    )  # fmt: skip
    least_fen: int | None = Field(
        default=None, ge=0, le=CASH_FEN_MAX, description="less waits for more; default: none waits"
    )
    arrives_days: int = Field(
        default=1, ge=0, le=14, description="so many days later it is there; told to who waits"
    )


class TermsDocument(FilePart):
    """[terms]: on what the city trades."""

    commission: float = Field(
        ge=0, le=1, description="the platform's share of what is sold, to 1/10000"
    )
    answer_within_s: float = Field(
        default=300.0,
        ge=30,
        le=7200,
        description="a merchant silent for longer lets an order lapse",
    )
    strand_after_s: float = Field(
        default=7200.0, ge=600, le=86_400,
        description="an order ready for so long, with no courier sent for it, is called off",
    )  # fmt: skip
    complaint_within_s: float = Field(
        default=10_800.0, ge=1800, le=86_400,
        description="a complaint that a merchant does not answer for longer is agreed to by itself",
    )  # fmt: skip
    kitchen_cv: float = Field(
        default=0.0,
        ge=0,
        le=2,
        description="deviation of cooking times over their mean; 0: unknown",
    )
    promise_kept: float = Field(
        default=0.9, ge=0, le=0.99,
        description="share of promises to be kept, by what was learnt of kitchens and ways; "
        "0: each is of the stall's own time and `delivery.wait_s`",
    )  # fmt: skip
    way_cv: float = Field(
        default=0.0, ge=0, le=2, description="deviation of ways' times over their mean; 0: unknown"
    )
    round_up: Id | None = Field(
        default=None, description="the programme offered first to customers who would round up"
    )
    country: str = Field(
        default="", pattern="^([A-Z]{2})?$",
        description="two letters: its telephone numbers need no code; default: the currency's",
    )  # fmt: skip
    delivery: DeliveryDocument
    pay: PayDocument
    cash: CashDocument = CashDocument()
    service: ServiceDocument = ServiceDocument()
    facts: FactsDocument = FactsDocument()
    payouts: PayoutsDocument = PayoutsDocument()
    policy: PolicyDocument = PolicyDocument()


Dish = tuple[str, str, int, int] | tuple[str, str, int, int, int]
Stall = (
    tuple[str, str, str, time, time, int, list[str]]
    | tuple[str, str, str, time, time, int, list[str], bool]
)


class CityDocument(FilePart):
    """The whole file."""

    name: NamePart
    centre: Place | None = Field(
        default=None, description="degrees east and north, where its map opens; default: its zones'"
    )
    time_zone: str = Field(description="a name of the IANA database, such as `Asia/Shanghai`")
    day_turns: time = Field(default=time(6), description="when the business day turns")
    currency: str = Field(
        pattern="^[A-Z]{3}$", description="of the books; a fen is its smallest unit"
    )
    terms: TermsDocument | None = Field(
        default=None, description="must be there for a city that is run; scenarios have their own"
    )
    zones: list[ZoneDocument] = Field(min_length=1)
    markets: list[MarketDocument] = Field(
        default=[], description="at least one in a city whose nights are played"
    )
    doors: list[DoorDocument] = Field(
        default=[], description="at least one in a city whose nights are played"
    )
    merchants: list[MerchantDocument] = []
    dishes: dict[str, Dish] = Field(
        default={},
        description="by id: Chinese, English, price in fen, packing in fen, portions a day if few",
    )
    sectors: dict[str, list[str]] = Field(
        default={}, description="by sector its dishes; a stall's is that of its first dish"
    )
    stalls: dict[str, list[Stall]] = Field(
        default={},
        description="by market rows: id, Chinese, English, opens, closes, seconds of cooking, "
        "dishes, whether it takes orders online (true)",
    )
