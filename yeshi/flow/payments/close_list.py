"""What has to be at zero or explained before a business day is closed, as it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money, total
from yeshi.flow.payments.booked import booked
from yeshi.flow.payments.reconciled_accounts import account_names
from yeshi.flow.ports import Work
from yeshi.ledger.accounts import BANK, PAYOUTS, REFUNDS, VOUCHERS_KEPT, transit_of
from yeshi.ledger.closing import CloseItem, CloseMatter, LineSum
from yeshi.ledger.discrepancy import KeptDiscrepancy
from yeshi.payments.refund import REFUND_OVER, RefundState

# Files that are looked through for the days that they state.
FILES_SEEN = 400
REFUNDS_SEEN = 10_000
_REFUNDS_OPEN = frozenset(RefundState) - REFUND_OVER


@dataclass(frozen=True, slots=True)
class DayAtClose:
    """A business day of a city, and what is asked of it: `providers` are those that are set up."""

    work: Work
    day: date
    calendar: Calendar
    providers: tuple[str, ...]
    currency: str

    def sums(self) -> tuple[LineSum, ...]:
        """What the books came to when the day ended, by lines of the chart."""
        ends = self.calendar.day_ends(self.day)
        found = self.work.ledger.sums_before(ends)
        return tuple(LineSum(stem, amount) for stem, amount in sorted(found.items()))

    def items(self, sums: Iterable[LineSum]) -> tuple[CloseItem, ...]:
        """All that is looked at, what is at zero too."""
        trial = total((one.amount for one in sums), self.currency)
        accounts = account_names(self.work, self.providers)
        return (
            CloseItem(matter=CloseMatter.TRIAL, account="", amount=trial),
            *(self._differences(one) for one in accounts),
            *(self._unstated(one) for one in accounts),
            *self._under_way(accounts),
            *self._balance(),
        )

    def _differences(self, account: str) -> CloseItem:
        open_ = [one for one in self.work.discrepancies.open_of(account) if one.since <= self.day]
        return CloseItem(
            matter=CloseMatter.DIFFERENCES,
            account=account,
            amount=total((self._off_by(one) for one in open_), self.currency),
            count=len(open_),
            since=min((one.since for one in open_), default=None),
        )

    def _off_by(self, one: KeptDiscrepancy) -> Money:
        """What is stated more than is booked, of what is in the books' currency."""
        none = Money(0, self.currency)
        stated, ours = one.stated_amount or none, one.booked_amount or none
        if {stated.currency, ours.currency} != {self.currency}:
            return none
        return stated - ours

    def _unstated(self, account: str) -> CloseItem:
        """What the books say of the account on that day, and no file that was read in covers."""
        begins, ends = self.calendar.day_begins(self.day), self.calendar.day_ends(self.day)
        files = self.work.statements_read.of_account(account, FILES_SEEN)
        telling = [one for one in files if one.form.tells_payments]
        found = [
            one
            for one in booked(self.work, account, begins, ends, self.calendar)
            if not any(file.begins <= one.at < file.ends for file in telling)
        ]
        return CloseItem(
            matter=CloseMatter.UNSTATED,
            account=account,
            amount=total((one.amount for one in found), self.currency),
            count=len(found),
            since=self.day if found else None,
        )

    def _under_way(self, accounts: Iterable[str]) -> Iterator[CloseItem]:
        """What left before the day's end and has not arrived by now; by the day it left."""
        payouts = self.work.payouts.on_their_way()
        yield self._way(PAYOUTS, [(one.day, one.amount) for one in payouts])
        ends = self.calendar.day_ends(self.day)
        refunds = self.work.refunds.in_states(_REFUNDS_OPEN, REFUNDS_SEEN)
        asked = [one for one in refunds if one.asked_at < ends]
        day_of = self.calendar.business_day
        yield self._way(REFUNDS, [(day_of(one.asked_at), one.amount) for one in asked])
        yield self._way(VOUCHERS_KEPT, list(self._vouchers()))
        passed = self.work.passed_on.under_way()
        for account in accounts:
            if account != BANK:
                of_it = [(one.day, one.amount) for one in passed if one.account == account]
                yield self._way(transit_of(account), of_it)

    def _vouchers(self) -> Iterator[tuple[date, Money]]:
        """What was kept for payments at the day's end, less all that was let go since."""
        ends = self.calendar.day_ends(self.day)
        held = self.work.ledger.held_before(VOUCHERS_KEPT, ends)
        if held:
            since = self.work.ledger.of_account_since(VOUCHERS_KEPT, ends)
            gone = (one.movement.amount for one in since if one.movement.debit == VOUCHERS_KEPT)
            left = held - total(gone, self.currency)
            if left.fen > 0:
                yield self.day, left

    def _way(self, account: str, going: list[tuple[date, Money]]) -> CloseItem:
        left = [(day, amount) for day, amount in going if day <= self.day]
        return CloseItem(
            matter=CloseMatter.UNDER_WAY,
            account=account,
            amount=total((amount for _, amount in left), self.currency),
            count=len(left),
            since=min((day for day, _ in left), default=None),
        )

    def _balance(self) -> Iterator[CloseItem]:
        """The last balance that the bank stated of a day up to then, less what the books say."""
        files = self.work.statements_read.of_account(BANK, FILES_SEEN)
        told = [
            (one.closing_on, one.read_at, one.off_by)
            for one in files
            if one.closing_on is not None and one.off_by is not None and one.closing_on <= self.day
        ]
        if told:
            since, _, off_by = max(told, key=lambda it: it[:2])
            yield CloseItem(
                matter=CloseMatter.BALANCE, account=BANK, amount=off_by,
                since=since if off_by else None,
            )  # fmt: skip
