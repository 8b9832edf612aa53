"""Checking some orders of a city: their record is read, and not that of all others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from yeshi.events.dispatch import RouteCommitted
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule
from yeshi.flow.checks.escrow import EscrowCheck
from yeshi.flow.checks.lives import LivesCheck
from yeshi.flow.checks.parties import PartiesCheck
from yeshi.flow.checks.promises import PromisesCheck
from yeshi.flow.ports import Work


def breaches_of_orders(
    work: Work, orders: Collection[str], told: Sequence[Recorded]
) -> Iterator[BrokenRule]:
    """The rules of an order's life, promise and money that do not hold for these orders.

    All orders under way must be among them. `told` is what the record has of them and their routes,
    in the order of its numbers; what a route has of other orders is passed over.
    """
    these = frozenset(orders)
    heard = [_of_these(one, these) for one in told]
    for check in (LivesCheck(), EscrowCheck(), PartiesCheck(), PromisesCheck()):
        check.hear(work, heard)
        yield from check.past(work)
        yield from check.present(work)


def _of_these(recorded: Recorded, orders: frozenset[str]) -> Recorded:
    event = recorded.event
    if not isinstance(event, RouteCommitted):
        return recorded
    ours = tuple(one for one in event.orders if one in orders)
    return replace(recorded, event=replace(event, orders=ours))
