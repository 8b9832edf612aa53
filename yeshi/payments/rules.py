"""On which days what is owed is paid out, from which sum on, and how long it is on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused

ARRIVES_DAYS_MOST = 14
WEEK = 7
# So long after a business day has begun is a run proposed for it by the clock.
PROPOSED_WITHIN = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class PayoutRules:
    """A city's rules of paying out.

    `days`: of the week, Monday is 0; none where it is paid out by hand alone. `least`: what comes
    to less waits for more; None: nothing waits. `arrives_days`: so many days later it is there.
    """

    days: tuple[int, ...] = (0,)
    least: Money | None = None
    arrives_days: int = 1

    @property
    def least_fen(self) -> int:
        """What is paid out at least, in fen; 0: nothing waits."""
        return 0 if self.least is None else self.least.fen

    def has(self, weekday: int) -> bool:
        """Whether is paid out on that day of the week."""
        return weekday in self.days

    def is_day(self, day: date) -> bool:
        """Whether what was owed when that business day began is paid out on it."""
        return self.has(day.weekday())

    def next_after(self, day: date) -> date | None:
        """The first day after `day` on which is paid out; None where no day is."""
        following = (day + timedelta(days=number) for number in range(1, WEEK + 1))
        return next((one for one in following if self.is_day(one)), None)

    def arrives_on(self, day: date) -> date:
        """When it is there if it is paid out on `day`."""
        return day + timedelta(days=self.arrives_days)

    def is_little(self, amount: Money) -> bool:
        """Whether so much waits for more."""
        return amount.fen < self.least_fen


def beyond_payouts(rules: PayoutRules, currency: str) -> Refused | None:
    """The refusal of rules that no calendar, or not the city's money, could follow."""
    if len(set(rules.days)) < len(rules.days) or not set(rules.days) <= set(range(WEEK)):
        return Refused(Invalid("payouts.days", f"0…{WEEK - 1}"))
    if rules.least is not None and rules.least.currency != currency:
        return Refused(Invalid("currency", currency))
    return None
