"""Groups: what is held of guests is what their baskets say, and nothing when these are over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yeshi.events.groups import GroupPartHeld, GroupPartReleased, OrderSharedBack
from yeshi.events.orders import OrderPlaced
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.ledger import accounts


class GroupsCheck(Check):
    """Who pays their part has so much held, as told, and as the books and the basket have it.

    The money table is not looked into, so that a fault in it shows.
    """

    def __init__(self) -> None:
        super().__init__()
        self._held: Counter[str] = Counter()
        self._back: Counter[str] = Counter()

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, GroupPartReleased):
            self._held[event.group] -= event.amount.fen
        elif isinstance(event, GroupPartHeld):
            self._held[event.group] += event.amount.fen
        elif isinstance(event, OrderPlaced) and event.group:
            self._held[event.group] -= event.paid.fen
        elif isinstance(event, OrderSharedBack):
            self._back[event.order] += event.amount.fen

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where other sums are held, or somebody has not back what they paid."""
        beginning = accounts.group("")
        balances = work.ledger.balances_of(beginning)
        found = {name.removeprefix(beginning): one.fen for name, one in balances.items()}
        open_ = {one.id: one for one in work.group_baskets.all() if one.is_open}
        for id_ in sorted(found.keys() | self._held.keys() | open_.keys()):
            there = open_[id_].held.values() if id_ in open_ else ()
            kept = sum(one.fen for one in there)
            yield from differing("group.held", id_, found.get(id_, 0), kept)
            yield from differing("group.told", id_, self._held[id_], kept)
        orders = work.orders.get_many(sorted(self._back))
        for id_, fen in sorted(self._back.items()):
            of_group = orders[id_].of_group if id_ in orders else None
            shares = of_group.shares if of_group else ()
            yield from differing("group.back", id_, fen, sum(one.back.fen for one in shares))
