"""How often a campaign's voucher was used: by one customer, and by all on a business day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Orders that took the voucher and were not paid back: `times` in all, and on the last `day`.

    `customer`: whose they are; "" for those of all. `codes`: so many codes they entered.
    `day_fen`: what was taken off on that day.
    """

    id: str
    campaign: str
    customer: str
    codes: int = 0
    times: int = 0
    day: date | None = None
    day_times: int = 0
    day_fen: int = 0

    @property
    def holds(self) -> bool:
        """Whether this may be kept: nothing is used less than never."""
        return min(self.codes, self.times, self.day_times, self.day_fen) >= 0

    def times_on(self, day: date) -> int:
        """How many orders took it on that day, the last one or a later one."""
        return self.day_times if day == self.day else 0

    def fen_on(self, day: date) -> int:
        """What was taken off on that day, the last one or a later one."""
        return self.day_fen if day == self.day else 0

    def used(self, day: date, fen: int) -> Tally:
        """With one order more."""
        return replace(
            self,
            times=self.times + 1,
            day=day,
            day_times=self.times_on(day) + 1,
            day_fen=self.fen_on(day) + fen,
        )

    def given_back(self, day: date, fen: int, *, whole: bool) -> Tally:
        """After so much of what an order of that day took off came back; `whole`: all of it did,
        so that the order counts no more. What was given on a day before the last one is told no
        more."""
        same = day == self.day
        return replace(
            self,
            times=self.times - 1 if whole else self.times,
            day_times=self.day_times - 1 if whole and same else self.day_times,
            day_fen=self.day_fen - fen if same else self.day_fen,
        )


def of_all(campaign: str) -> Tally:
    """That of all customers, before the first order."""
    return Tally(id=campaign, campaign=campaign, customer="")


def of_customer(campaign: str, customer: str) -> Tally:
    """That of one customer, before their first order."""
    return Tally(id=f"{campaign}:{customer}", campaign=campaign, customer=customer)
