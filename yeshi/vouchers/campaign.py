"""Voucher campaigns: how much comes off which orders, when, and whether a lot decides for whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from yeshi.base.limits import MOMENT_MAX, MOMENT_MIN
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.vouchers.lot import Lot
from yeshi.vouchers.rules import Rules, check_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A campaign that takes `off` from orders whose items cost at least `threshold`.

    With a `lot`, from those orders only whose customer won a voucher in it, once each; with
    `rules`, from those that they allow.
    """

    id: str
    name: Name
    threshold: Money
    off: Money
    begins_at: datetime
    ends_at: datetime
    lot: Lot | None = None
    rules: Rules | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it takes off, ends after it begins, and draws within time; who
        may use it is said by a lot or by rules."""
        lot, rules = self.lot, self.rules
        return (
            self.off.fen > 0
            and self.ends_at > self.begins_at
            and (lot is None or MOMENT_MIN.year <= lot.claims_until.year < MOMENT_MAX.year)
            and (rules is None or (lot is None and rules.holds))
        )

    def takes_claims(self, now: datetime) -> bool:
        """Whether it draws a lot in which a customer may claim a voucher now."""
        return self.lot is not None and self.lot.takes_claims(now)

    def is_to_be_drawn(self, now: datetime) -> bool:
        """Whether it has a lot whose claims are closed and which is not drawn yet."""
        return self.lot is not None and self.lot.is_to_be_drawn(now)


def check(campaign: Campaign) -> Refused | None:
    """None for a campaign that can be launched, else what is wrong with it."""
    if campaign.off.fen <= 0:
        return Refused(Invalid("off", f"< {Money(1, campaign.off.currency).plain()}"))
    if campaign.ends_at <= campaign.begins_at:
        return Refused(Invalid("ends_at", "ends_first"))
    return check_rules(campaign.rules, campaign.off) if campaign.rules else None


def end(campaign: Campaign, now: datetime) -> Campaign:
    """The campaign as it ends now; one that has not begun has begun just before, and took nothing.

    One whose time is over stays as it is.
    """
    if campaign.ends_at <= now:
        return campaign
    return replace(
        campaign, begins_at=min(campaign.begins_at, now - timedelta(seconds=1)), ends_at=now
    )
