"""The rules of a campaign: whose its vouchers are, where they are spent, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused

AWAY_DAYS_MAX = 365
TIMES_MAX = 1_000_000
# A rule that names more is none that anybody reads.
PLACES_MAX = 50


class CustomerGroup(StrEnum):
    """For whom it is: everybody; who never ordered; who did, but not for a while."""

    EVERYBODY = "everybody"
    NEW = "new"
    AWAY = "away"


class CodeKind(StrEnum):
    """What one types to have a voucher: nothing; a word that all know; one of many, used once."""

    NONE = "none"
    ONE = "one"
    EACH = "each"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What of an order is bought at one stall: `items`, after its deals and without packing.

    `undealt`: those of its lines that no deal of the stall takes anything off.
    """

    merchant: str
    market: str | None
    sector: str
    items: Money
    undealt: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where it is spent: each list that names something narrows it; none: everywhere."""

    markets: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    merchants: tuple[str, ...] = ()

    def takes(self, merchant: str, market: str | None, sector: str) -> bool:
        """Whether it is spent at that stall."""
        return (
            (not self.markets or market in self.markets)
            and (not self.sectors or sector in self.sectors)
            and (not self.merchants or merchant in self.merchants)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherLimits:
    """How many orders take it: of one customer in all (`own`) and a business day (`own_day`), and
    of all a day (`day`), with how much money (`day_off`); None: as many as there is money for."""

    own: int | None = None
    own_day: int | None = None
    day: int | None = None
    day_off: Money | None = None

    @property
    def is_of_day(self) -> bool:
        """Whether all together have no more than so much a day."""
        return self.day is not None or self.day_off is not None


EVERYWHERE = Where()
UNLIMITED = VoucherLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Whose a campaign's vouchers are, where they are spent, and how often.

    `away_days`: for how long who comes back has not ordered. `signed_in`: whether one has to have
    an account, so that a new browser is no new customer. `beside_deals`: whether it counts, and
    is taken off, what a stall's own deal takes something off already.
    """

    group: CustomerGroup = CustomerGroup.EVERYBODY
    away_days: int | None = None
    signed_in: bool = False
    code: CodeKind = CodeKind.NONE
    where: Where = EVERYWHERE
    limits: VoucherLimits = UNLIMITED
    beside_deals: bool = True

    @property
    def holds(self) -> bool:
        """Whether this may be kept: who comes back was away for some days, and no limit is none."""
        limits = self.limits
        counts = (limits.own, limits.own_day, limits.day)
        return (
            (self.away_days is not None) == (self.group is CustomerGroup.AWAY)
            and (self.away_days is None or self.away_days > 0)
            and all(one is None or one > 0 for one in counts)
            and (limits.day_off is None or limits.day_off.fen > 0)
        )


def check_rules(rules: Rules, off: Money) -> Refused | None:
    """None for rules that a campaign which takes `off` may have, else what is wrong with them."""
    limits, where = rules.limits, rules.where
    days = rules.away_days
    if rules.group is CustomerGroup.AWAY and (days is None or not 1 <= days <= AWAY_DAYS_MAX):
        return Refused(Invalid("away_days", f"1…{AWAY_DAYS_MAX}"))
    for field, times in (
        ("own_times", limits.own),
        ("own_day_times", limits.own_day),
        ("day_times", limits.day),
    ):
        if times is not None and not 1 <= times <= TIMES_MAX:
            return Refused(Invalid(field, f"1…{TIMES_MAX}"))
    if limits.day_off is not None and limits.day_off < off:
        return Refused(Invalid("day_money", f"< {off.plain()}"))
    for field, named in (("markets", where.markets), ("merchants", where.merchants)):
        if len(named) > PLACES_MAX:
            return Refused(Invalid(field, f"> {PLACES_MAX}"))
    return None


def counts_of(rules: Rules | None, bought: Bought) -> Money:
    """What of that the voucher counts and is taken off; nothing where it is not spent."""
    if rules is None:
        return bought.items
    if not rules.where.takes(bought.merchant, bought.market, bought.sector):
        return bought.items * 0
    return bought.items if rules.beside_deals else bought.undealt


def as_kept(rules: Rules | None) -> Rules | None:
    """The rules; None where they ask nothing of anybody."""
    return None if rules == Rules() else rules
