"""Tallies: a campaign with rules was used as often as orders took it and were not paid back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from yeshi.events.ledger import VoucherCodeEntered
from yeshi.events.orders import OrderPlaced, OrderRefunded
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.tally import of_all, of_customer


class TalliesCheck(Check):
    """What is counted is what the record tells."""

    def __init__(self) -> None:
        super().__init__()
        self._times: dict[str, Counter[str]] = {}
        self._codes: dict[str, Counter[str]] = {}

    def hear(self, work: Work, told: Sequence[Recorded]) -> None:
        """Take in which orders took a campaign with rules, and who entered codes."""
        events = [one.event for one in told]
        used = [one for one in events if isinstance(one, OrderPlaced | OrderRefunded)]
        named = sorted({one.campaign for one in used if one.campaign})
        known = work.campaigns.get_many(named) if named else {}
        for one in used:
            campaign = known.get(one.campaign or "")
            if campaign and campaign.rules:
                of_campaign = self._times.setdefault(campaign.id, Counter())
                of_campaign[one.customer] += 1 if isinstance(one, OrderPlaced) else -1
        for event in events:
            if isinstance(event, VoucherCodeEntered):
                self._codes.setdefault(event.campaign, Counter())[event.customer] += 1

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
        if campaign.rules and campaign.rules.limits.is_of_day:
            every = kept.get(campaign.id, of_all(campaign.id))
            yield from differing("tally.times", every.id, every.times, times.total())
