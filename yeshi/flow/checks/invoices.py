"""Wishes for invoices: each is of one part of its customer's order, and answered once, as told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from yeshi.events.invoices import InvoiceDeclined, InvoiceIssued, InvoiceWished, OfInvoice
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.orders.invoice_wish import InvoiceWish

_WAITS = "waits"
_ANSWERS: dict[type[OfInvoice], str] = {InvoiceIssued: "issued", InvoiceDeclined: "declined"}


@dataclass(frozen=True, slots=True)
class _Told:
    """What the record says of a wish."""

    order: str
    merchant: str
    state: str = _WAITS


class InvoicesCheck(Check):
    """Each wish stands as the record says, and belongs to who ordered."""

    def __init__(self) -> None:
        super().__init__()
        self._open: dict[str, _Told] = {}
        self._new: dict[str, _Told] = {}
        self._over: dict[str, _Told] = {}

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if not isinstance(event, OfInvoice):
            return
        told, known = _Told(event.order, event.merchant), self._open.get(event.wish)
        if isinstance(event, InvoiceWished):
            if known is None:
                self._new[event.wish] = self._open[event.wish] = told
        elif known is None:
            # What has been answered once is, and what was never wished is not.
            self._wrong("invoices.once", event.wish, f"{event.kind} at {recorded.seq}", "nothing")
        else:
            del self._open[event.wish]
            self._over[event.wish] = replace(told, state=_ANSWERS[type(event)])

    def past(self, work: Work) -> Iterator[BrokenRule]:
        """Of those that are answered, which are kept otherwise than was told; and of those that are
        new, which are nobody's."""
        yield from super().past(work)
        yield from _differing(work, self._over)
        yield from _astray(work, self._new)
        self._over, self._new = {}, {}

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where one that waits is kept otherwise than was told."""
        yield from _differing(work, self._open)


def _differing(work: Work, told: dict[str, _Told]) -> Iterator[BrokenRule]:
    found = work.invoice_wishes.get_many(sorted(told)) if told else {}
    for id_, one in sorted(told.items()):
        kept = found.get(id_)
        there = kept and _Told(kept.order, kept.merchant, _state(kept))
        yield from differing("invoices.state", id_, there, one)


def _astray(work: Work, told: dict[str, _Told]) -> Iterator[BrokenRule]:
    """Those that are not of a part of an order of their customer."""
    found = work.invoice_wishes.get_many(sorted(told)) if told else {}
    orders = work.orders.get_many(sorted({one.order for one in found.values()})) if found else {}
    for id_, wish in sorted(found.items()):
        order = orders.get(wish.order)
        yield from differing("invoices.customer", id_, wish.customer, order and order.customer)
        if order is not None and order.ticket(wish.merchant) is None:
            sold = str([one.merchant for one in order.tickets])
            yield BrokenRule("invoices.part", id_, wish.merchant, f"one of {sold}")


def _state(wish: InvoiceWish) -> str:
    if wish.waits:
        return _WAITS
    return "issued" if wish.is_issued else "declined"
