"""Tallies: a campaign with rules was used as often as orders took it and were not paid back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from yeshi.base.money import Money
from yeshi.events.altering import TicketAltered
from yeshi.events.complaints import ComplaintPaid
from yeshi.events.ledger import VoucherCodeEntered
from yeshi.events.orders import OrderPlaced, OrderRefunded, TicketRejected
from yeshi.events.payments import VoucherKept, VoucherLetGo
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.tally import Tally, of_all, of_customer

# No business day is longer, also where clocks are put back; what is older is of an earlier one.
DAY_MAX = timedelta(hours=26)

_Kept = VoucherKept | VoucherLetGo
_Counted = OrderPlaced | OrderRefunded | TicketRejected | TicketAltered | ComplaintPaid | _Kept


@dataclass(slots=True)
class LateUse:
    """An order that took the voucher, and what of it was not paid back."""

    at: datetime
    times: int
    fen: int


class TalliesCheck(Check):
    """What is counted is what the record tells; of a day, what it tells of the last orders."""

    def __init__(self) -> None:
        super().__init__()
        self._times: dict[str, Counter[str]] = {}
        self._codes: dict[str, Counter[str]] = {}
        # By the id of a tally the orders that may be of its last day, by their ids.
        self._lately: dict[str, dict[str, LateUse]] = {}

    def hear(self, work: Work, told: Sequence[Recorded]) -> None:
        """Take in which orders took a campaign with rules, and who entered codes."""
        named = {one.event.campaign for one in told if isinstance(one.event, _Counted)}
        known = work.campaigns.get_many(sorted(one for one in named if one)) if named else {}
        for one in told:
            event = one.event
            if isinstance(event, VoucherCodeEntered):
                self._codes.setdefault(event.campaign, Counter())[event.customer] += 1
            elif isinstance(event, _Counted):
                campaign = known.get(event.campaign or "")
                if campaign and campaign.rules:
                    self._count(campaign.id, event, one.at)

    def _count(self, campaign: str, event: _Counted, at: datetime) -> None:
        for tally in (of_all(campaign), of_customer(campaign, event.customer)):
            uses = self._lately.setdefault(tally.id, {})
            if isinstance(event, VoucherLetGo):
                uses.pop(event.payment, None)
            elif isinstance(event, OrderPlaced | VoucherKept):
                for id_ in [id_ for id_, one in uses.items() if one.at < at - DAY_MAX]:
                    del uses[id_]
                id_, off = _use_of(event)
                uses[id_] = LateUse(at, 1, off.fen)
            elif event.order in uses:
                back = event.to_campaign if isinstance(event, ComplaintPaid) else (
                    event.back_to_campaign
                )  # fmt: skip
                uses[event.order].fen -= back.fen
                uses[event.order].times -= isinstance(event, OrderRefunded)
        if isinstance(event, OrderPlaced | OrderRefunded | _Kept):
            of_campaign, takes = (
                self._times.setdefault(campaign, Counter()),
                (OrderPlaced, VoucherKept),
            )
            of_campaign[event.customer] += 1 if isinstance(event, takes) else -1

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Tallies that are not what the record tells."""
        for campaign in work.campaigns.all():
            if campaign.rules:
                yield from self._of(work, campaign)

    def _of(self, work: Work, campaign: Campaign) -> Iterator[BrokenRule]:
        times = self._times.get(campaign.id, Counter())
        codes = self._codes.get(campaign.id, Counter())
        kept = {one.id: one for one in work.tallies.of(campaign.id)}
        for customer in sorted({*times, *codes, *(one.customer for one in kept.values())} - {""}):
            blank = of_customer(campaign.id, customer)
            one = kept.get(blank.id, blank)
            yield from differing("tally.times", one.id, one.times, times[customer])
            yield from differing("tally.codes", one.id, one.codes, codes[customer])
            yield from self._of_day(one)
        if campaign.rules and campaign.rules.limits.is_of_day:
            every = kept.get(campaign.id, of_all(campaign.id))
            yield from differing("tally.times", every.id, every.times, times.total())
            yield from self._of_day(every)

    def _of_day(self, tally: Tally) -> Iterator[BrokenRule]:
        """A day's orders are the last ones; which is the first of them, the record alone does not
        tell, but the last order is one of them."""
        uses = sorted(self._lately.get(tally.id, {}).values(), key=lambda one: -one.at.timestamp())
        times = fen = 0
        told = [] if uses else [(0, 0)]
        for one in uses:
            times, fen = times + one.times, fen + one.fen
            told.append((times, fen))
        found = (tally.day_times, tally.day_fen)
        if found not in told:
            expected = " or ".join(f"{day_times} ({day_fen})" for day_times, day_fen in told)
            yield BrokenRule("tally.day", tally.id, f"{found[0]} ({found[1]})", expected)


def _use_of(event: OrderPlaced | VoucherKept) -> tuple[str, Money]:
    """By which id a use is found again, and what it takes off."""
    if isinstance(event, VoucherKept):
        return event.payment, event.amount
    return event.order, event.voucher
