"""The end of asking for invoices: all that may still be asked and answered is, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from tests.storm.city import CUSTOMERS, STALLS, StormCity
from tests.storm.invoices_told import InvoicesTold, OrderTold
from tests.storm.invoicing import number_of, wanted_of
from yeshi.base.refused import Reason, Refused, Unknown
from yeshi.flow.checks.broken import BrokenRule, differing
from yeshi.flow.engine import Engine
from yeshi.flow.orders import invoicing
from yeshi.flow.ports import Answer
from yeshi.orders.invoice_wish import (
    ASKED_WITHIN,
    InvoiceAnswered,
    InvoiceTooLate,
    NothingToInvoice,
)
from yeshi.people.actor import visitor


class LastOfInvoices:
    """Asks and answers in all turns, and what is answered otherwise than it should be."""

    def __init__(self, city: StormCity, engine: Engine, told: InvoicesTold) -> None:
        self._city, self._engine, self._told = city, engine, told
        self._keys = count()

    def ask(self) -> Iterator[BrokenRule]:
        """Each customer asks once more, and somebody else for them; a half of the stalls' answers
        is given, and tried again."""
        for id_, order in self._told.orders.items():
            other = next(one for one in CUSTOMERS if one != order.customer)
            yield from self._asks(other, id_, Unknown("order", id_))
            yield from self._asks(order.customer, id_, self._refuses(id_, order))
        for stall, _ in STALLS[::2]:
            yield from self._answers_of(stall)

    def ask_too_late(self) -> Iterator[BrokenRule]:
        """After thirty days nobody may ask, and stalls answer what still waits."""
        clock = self._city.clock
        clock.put(clock.now() + ASKED_WITHIN)
        for id_, order in self._told.orders.items():
            yield from self._asks(order.customer, id_, self._refuses(id_, order))
        for stall, _ in STALLS[1::2]:
            yield from self._answers_of(stall)

    def _refuses(self, id_: str, order: OrderTold) -> Reason | None:
        now = self._engine.clock.now()
        if order.is_refunded or not any(part.is_live for part in order.parts.values()):
            return NothingToInvoice(id_)
        if order.settled_at is not None and now >= order.settled_at + ASKED_WITHIN:
            return InvoiceTooLate(id_, ASKED_WITHIN.days)
        answered = any(part.is_answered for part in order.parts.values())
        return InvoiceAnswered(id_) if answered else None

    def _asks(self, customer: str, order: str, why: Reason | None) -> Iterator[BrokenRule]:
        engine = self._engine.acting(visitor(customer))
        wanted = wanted_of(customer)
        given = invoicing.ask_invoice(engine, self._key(), customer, order, wanted)
        yield from differing("invoices.asked", f"{order} by {customer}", _why(given), why)

    def _answers_of(self, stall: str) -> Iterator[BrokenRule]:
        other = next(one for one, _ in STALLS if one != stall)
        for id_, order in self._told.orders.items():
            part = order.parts.get(stall)
            if part is None or not part.wish:
                continue
            is_new, is_paid = not part.is_answered, part.paid > 0
            yield from self._issues(other, part.wish, Unknown("invoice", part.wish))
            if is_new and not is_paid:
                yield from self._issues(stall, part.wish, NothingToInvoice(id_))
                yield from self._declines(stall, part.wish, None)
            elif is_new:
                yield from self._issues(stall, part.wish, None)
            yield from self._issues(stall, part.wish, InvoiceAnswered(id_))
            yield from self._declines(stall, part.wish, InvoiceAnswered(id_))

    def _issues(self, stall: str, wish: str, why: Reason | None) -> Iterator[BrokenRule]:
        number = number_of(stall, next(self._keys))
        given = invoicing.issue_invoice(self._engine, self._key(), stall, wish, number)
        yield from differing("invoices.issued", f"{wish} by {stall}", _why(given), why)

    def _declines(self, stall: str, wish: str, why: Reason | None) -> Iterator[BrokenRule]:
        given = invoicing.decline_invoice(self._engine, self._key(), stall, wish, f"{stall} cannot")
        yield from differing("invoices.declined", f"{wish} by {stall}", _why(given), why)

    def _key(self) -> str:
        return f"invoices:{next(self._keys)}"


def _why(given: Answer) -> Reason | None:
    return given.reason if isinstance(given, Refused) else None
