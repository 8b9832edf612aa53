"""Stalls: whether each is there, takes orders, when, at what price and what it gives, as told."""

from __future__ import annotations

from collections.abc import Iterator

from yeshi.base.money import Money
from yeshi.events.market import (
    HoursChanged,
    ItemAdded,
    ItemChanged,
    ItemEntered,
    ItemRepriced,
    MerchantChanged,
    MerchantEnded,
    MerchantPaused,
    MerchantResumed,
    MerchantReturned,
)
from yeshi.events.programmes import MerchantPledged
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.market.hours import Hours
from yeshi.market.merchant import GiftPerOrder


class StallsCheck(Check):
    """Each stall is as its events left it; what no event told of is not looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._taking: dict[str, bool] = {}
        self._there: dict[str, bool] = {}
        self._hours: dict[str, Hours] = {}
        self._gifts: dict[str, GiftPerOrder | None] = {}
        self._prices: dict[str, Money] = {}

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, MerchantPaused | MerchantResumed):
            self._taking[event.merchant] = isinstance(event, MerchantResumed)
        elif isinstance(event, HoursChanged | MerchantChanged):
            self._hours[event.merchant] = Hours(event.opens, event.closes)
        elif isinstance(event, MerchantEnded | MerchantReturned):
            self._there[event.merchant] = isinstance(event, MerchantReturned)
        elif isinstance(event, MerchantPledged):
            given = event.per_order
            gift = GiftPerOrder(event.programme, given) if given else None
            self._gifts[event.merchant] = gift
        elif isinstance(event, ItemRepriced | ItemAdded | ItemEntered | ItemChanged):
            self._prices[event.item] = event.price

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Stalls and prices that are not as was told."""
        told = {**self._taking, **self._there, **self._hours, **self._gifts}
        for id_, merchant in work.merchants.get_many(sorted(told)).items():
            if id_ in self._taking:
                yield from differing("stall.taking", id_, merchant.taking, self._taking[id_])
            if id_ in self._there:
                there = merchant.ended_at is None
                yield from differing("stall.there", id_, there, self._there[id_])
            if id_ in self._hours:
                yield from differing("stall.hours", id_, merchant.hours, self._hours[id_])
            if id_ in self._gifts:
                yield from differing("stall.gift", id_, merchant.pledge, self._gifts[id_])
        for id_, item in work.items.get_many(sorted(self._prices)).items():
            yield from differing("stall.price", id_, item.price, self._prices[id_])
