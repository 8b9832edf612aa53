"""A deal: what a stall takes off at its own cost, from when until when, and of which dishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from yeshi.base.calendar import Calendar
from yeshi.base.limits import MOMENT_MIN, PRICE_FEN_MAX, beyond_moments
from yeshi.base.money import Money, between
from yeshi.base.names import Name, beyond_name
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.market.catalogue import Item
from yeshi.market.serving import Serving

# So many of a stall may be under way or to come: all sets of them are tried at each basket.
DEALS_MAX = 6
# So many that are over are remembered, so that who has a quote of one is not refused.
OVER_MAX = 12
STEPS_MAX = 4
# How much of a price may come off, in basis points.
OFF_BP_MAX = 9_000
# When it begins that begins as soon as it is started: what is asked twice is the same each time.
AT_ONCE = MOMENT_MIN


class DealKind(StrEnum):
    """What it depends on: from a sum on, every second of a dish, or the hour."""

    THRESHOLD = "threshold"
    SECOND = "second"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class DealStep:
    """From dishes of `least` on, `off` comes off."""

    least: Money
    off: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A deal of a stall; which fields count depends on its kind.

    `steps`: of a threshold, the dearest that is reached counts. `off_bp`: how much of the price
    comes off, in basis points, of every second or by the hour. `items`, `categories` (by their
    Chinese names): of which dishes; without either, of all. `when`: on which days and hours; None:
    always. `limit`: what it may cost the stall in a night; None: as much as it comes to.
    `ends_at` None: until the stall ends it.
    """

    id: str
    kind: DealKind
    name: Name
    begins_at: datetime
    ends_at: datetime | None = None
    steps: tuple[DealStep, ...] = ()
    off_bp: int = 0
    items: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    when: Serving | None = None
    limit: Money | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether it takes nothing off any more."""
        return self.ends_at is not None and self.ends_at <= now

    def is_to_come(self, now: datetime) -> bool:
        """Whether it has not begun."""
        return now < self.begins_at

    def is_on(self, now: datetime, calendar: Calendar) -> bool:
        """Whether it takes off what is ordered at that moment."""
        if self.is_over(now) or self.is_to_come(now):
            return False
        return self.when is None or self.when.at(calendar, now)

    def is_of(self, item: str, category: Name | None) -> bool:
        """Whether it counts for that dish."""
        if not self.items and not self.categories:
            return True
        return item in self.items or (category is not None and category.zh in self.categories)

    @property
    def off_percent(self) -> str:
        """How much of the price comes off, as one writes it: 20 or 12.5."""
        return f"{self.off_bp / 100:g}"

    @property
    def word(self) -> str:
        """Under which word it is told; half of the price has one of its own."""
        half = self.kind is DealKind.SECOND and self.off_bp == 5000
        return "second_half" if half else self.kind.value

    def off_each(self, price: Money) -> Money:
        """What comes off one dish of that price, where it comes off each."""
        return price.share(self.off_bp)


@dataclass(frozen=True, slots=True, kw_only=True)
class DealNight:
    """What a deal that has a limit has taken off in the night of `night`; its id is the deal's."""

    id: str
    merchant: str
    night: date
    spent: Money

    @property
    def holds(self) -> bool:
        """Whether this may be kept: nothing was taken off twice back."""
        return self.spent.fen >= 0

    def spent_in(self, night: date) -> Money:
        """What it has taken off in that night."""
        return self.spent if night == self.night else self.spent * 0

    def spending(self, night: date, more: Money) -> DealNight:
        """After it took off so much more in that night, or less."""
        spent = self.spent_in(night) + more
        return replace(self, night=night, spent=spent if spent.fen > 0 else spent * 0)


@dataclass(frozen=True, slots=True)
class TooManyDeals(Reason):
    """So many deals of the stall are under way or to come."""

    most: int


@dataclass(frozen=True, slots=True)
class DealOver(Reason):
    """The deal has ended already."""

    deal: str


def check_deal(deal: Deal, menu: Sequence[Item], currency: str, now: datetime) -> Refused | None:
    """None for a deal that a stall with that menu may start, else what is wrong with it."""
    refused = beyond_name(deal.name) or _beyond_time(deal, now)
    if refused:
        return refused
    if deal.kind is DealKind.THRESHOLD:
        refused = _beyond_steps(deal.steps, currency)
    elif not 0 < deal.off_bp <= OFF_BP_MAX:
        refused = Refused(Invalid("off_percent", f"1…{OFF_BP_MAX // 100}"))
    elif deal.kind is DealKind.HOURS and deal.when is None:
        refused = Refused(Invalid("from", "choice"))
    return refused or _beyond_dishes(deal, menu) or _beyond_limit(deal, menu, currency)


def _beyond_time(deal: Deal, now: datetime) -> Refused | None:
    beyond = beyond_moments(begins_at=deal.begins_at, ends_at=deal.ends_at)
    if beyond:
        return beyond
    if deal.ends_at is not None and deal.ends_at <= max(deal.begins_at, now):
        return Refused(Invalid("ends_at", "ends_first"))
    if deal.when is not None and not deal.when.days:
        return Refused(Invalid("days", "choice"))
    return None


def _beyond_steps(steps: Sequence[DealStep], currency: str) -> Refused | None:
    if not 0 < len(steps) <= STEPS_MAX:
        return Refused(Invalid("least", f"1…{STEPS_MAX}"))
    before: DealStep | None = None
    for step in steps:
        if step.least.currency != currency or not 0 < step.least.fen <= PRICE_FEN_MAX:
            return Refused(Invalid("least", between(1, PRICE_FEN_MAX, currency)))
        if before and step.least.fen <= before.least.fen:
            return Refused(Invalid("least", f"> {before.least.plain()}"))
        least_off = before.off.fen + 1 if before else 1
        if step.off.currency != currency or not least_off <= step.off.fen < step.least.fen:
            return Refused(Invalid("off", between(least_off, step.least.fen - 1, currency)))
        before = step
    return None


def _beyond_dishes(deal: Deal, menu: Sequence[Item]) -> Refused | None:
    sold = [one for one in menu if one.ended_at is None]
    known = {one.id for one in sold}
    categories = {one.category.zh for one in sold if one.category}
    if not known.issuperset(deal.items) or not categories.issuperset(deal.categories):
        return Refused(Invalid("items", "choice"))
    return None


def _beyond_limit(deal: Deal, menu: Sequence[Item], currency: str) -> Refused | None:
    """A limit that is reached before anything came off is refused as well: nobody had the deal."""
    limit, least = deal.limit, least_off(deal, menu)
    if limit is None or (limit.currency == currency and least <= limit.fen <= PRICE_FEN_MAX):
        return None
    return Refused(Invalid("limit", between(least, PRICE_FEN_MAX, currency)))


def least_off(deal: Deal, menu: Sequence[Item]) -> int:
    """The least that it takes off when it counts, in fen; of a menu that is not known, one."""
    if deal.kind is DealKind.THRESHOLD:
        return min(one.off.fen for one in deal.steps)
    offs = [
        deal.off_each(one.price).fen
        for one in menu
        if one.ended_at is None and deal.is_of(one.id, one.category)
    ]
    return min((off for off in offs if off > 0), default=1)


def with_deal(deals: Sequence[Deal], deal: Deal, now: datetime) -> tuple[Deal, ...] | Refused:
    """The deals of a stall with that one; the oldest that are over are forgotten."""
    alive = [one for one in deals if not one.is_over(now)]
    if len(alive) >= DEALS_MAX:
        return Refused(TooManyDeals(DEALS_MAX))
    over = sorted((one for one in deals if one.is_over(now)), key=_ended_at)[-OVER_MAX:]
    return (*over, *alive, deal)


def ended(deals: Sequence[Deal], deal_id: str, now: datetime) -> tuple[Deal, ...] | Refused:
    """The deals after that one ends now; one to come has begun just before, and took nothing."""
    found = next((one for one in deals if one.id == deal_id), None)
    if found is None or found.is_over(now):
        return Refused(DealOver(deal_id))
    begins_at = min(found.begins_at, now - timedelta(seconds=1))
    over = replace(found, begins_at=begins_at, ends_at=now)
    return tuple(over if one.id == deal_id else one for one in deals)


def in_public_deals(deals: Sequence[Deal]) -> tuple[Deal, ...]:
    """The deals as anybody may know them: not what the stall will have them cost."""
    return tuple(replace(one, limit=None) if one.limit else one for one in deals)


def lowest_price(
    deals: Sequence[Deal], item: Item, now: datetime, calendar: Calendar,
    left: Mapping[str, Money] | None = None,
) -> Money | None:  # fmt: skip
    """What one of the dish costs by the hour, where that is less than its price; else None.

    `left`: what deals with a limit may still take off; one of which that is not said has enough.
    """
    rest = left or {}
    offs = [
        (one.id, one.off_each(item.price)) for one in deals if _by_hour(one, item, now, calendar)
    ]
    on = [off for id_, off in offs if id_ not in rest or off <= rest[id_]]
    most = max(on, key=lambda off: off.fen, default=None)
    return item.price - most if most else None


def _by_hour(deal: Deal, item: Item, now: datetime, calendar: Calendar) -> bool:
    of = deal.kind is DealKind.HOURS and deal.is_of(item.id, item.category)
    return of and deal.is_on(now, calendar)


def _ended_at(deal: Deal) -> datetime:
    return deal.ends_at or deal.begins_at
