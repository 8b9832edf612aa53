"""Lots: drawn once, and as anybody may draw again; each voucher that was won is spent once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from yeshi.events.ledger import VoucherClaimed, VouchersDrawn
from yeshi.events.orders import OrderPlaced, OrderRefunded
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Claim, Lot, draw


class LotsCheck(Check):
    """Claims are as told, won by the draw alone, and spent in the orders that say so."""

    def __init__(self) -> None:
        super().__init__()
        self._claims: Counter[str] = Counter()
        self._drawn: dict[str, list[Recorded]] = {}
        self._spent: dict[str, dict[str, list[str]]] = {}

    def hear(self, work: Work, told: Sequence[Recorded]) -> None:
        """Take in what was claimed, drawn, spent and given back."""
        spenders = {
            one.event.campaign
            for one in told
            if isinstance(one.event, OrderPlaced | OrderRefunded) and one.event.campaign
        }
        known = work.campaigns.get_many(sorted(spenders)) if spenders else {}
        drawn_by_lot = {id_ for id_, one in known.items() if one.lot is not None}
        for recorded in told:
            event = recorded.event
            if isinstance(event, VoucherClaimed):
                self._claims[event.campaign] += 1
            elif isinstance(event, VouchersDrawn):
                self._drawn.setdefault(event.campaign, []).append(recorded)
            elif isinstance(event, OrderPlaced | OrderRefunded) and event.campaign in drawn_by_lot:
                self._spend(event)

    def _spend(self, event: OrderPlaced | OrderRefunded) -> None:
        of_campaign = self._spent.setdefault(event.campaign or "", {})
        orders = of_campaign.setdefault(event.customer, [])
        if isinstance(event, OrderPlaced):
            orders.append(event.order)
        elif event.order in orders:
            orders.remove(event.order)

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Lots that were drawn otherwise than told, and vouchers spent otherwise than won."""
        owners = {one.id: one.person for one in work.shoppers.all()}
        for campaign in work.campaigns.all():
            if campaign.lot is not None:
                claims = work.claims.of(campaign.id)
                yield from self._of_draw(campaign, campaign.lot, claims)
                yield from self._of_spending(campaign, claims, owners)

    def _of_draw(self, campaign: Campaign, lot: Lot, claims: list[Claim]) -> Iterator[BrokenRule]:
        name = campaign.id
        yield from differing("lot.claims", name, len(claims), self._claims[name])
        told = self._drawn.get(name, [])
        yield from differing("lot.drawn", name, len(told), int(lot.drawn_at is not None))
        if lot.drawn_at is None:
            won: frozenset[str] = frozenset()
        else:
            seed, won = draw(lot, claims)
            for one in told:
                found = one.at, one.event
                expected = VouchersDrawn(name, len(claims), len(won), seed)
                yield from differing("lot.told", name, found, (lot.drawn_at, expected))
        for claim in claims:
            should = None if lot.drawn_at is None else claim.id in won
            yield from differing("lot.won", claim.id, claim.won, should)

    def _of_spending(
        self, campaign: Campaign, claims: list[Claim], owners: Mapping[str, str]
    ) -> Iterator[BrokenRule]:
        """`owners`: the persons of those customers who have an account, and are one by it."""
        spent: dict[str, list[str]] = {}
        for customer, orders in self._spent.get(campaign.id, {}).items():
            spent.setdefault(owners.get(customer, customer), []).extend(orders)
        by_owner: dict[str, list[Claim]] = {}
        for claim in claims:
            by_owner.setdefault(owners.get(claim.customer, claim.customer), []).append(claim)
        for owner, own in by_owner.items():
            orders = spent.pop(owner, [])
            if len(orders) > sum(one.won is True for one in own):
                yield BrokenRule("lot.spent", own[0].id, f"spent on {orders}", "once, if it won")
            found = sorted(one.order for one in own if one.order)
            yield from differing("lot.order", own[0].id, found, sorted(orders))
        for customer, orders in spent.items():
            if orders:
                yield BrokenRule("lot.spent", f"{campaign.id}:{customer}", str(orders), "no claim")
