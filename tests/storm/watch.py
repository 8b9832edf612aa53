"""Who watches a night: every rule after every step, on what was told since and on all that is there."""

from __future__ import annotations

from tests.storm import guests, outside, visiting
from tests.storm.city import StormCity
from tests.storm.invoices_read import InvoicesRead
from tests.storm.invoices_told import InvoicesTold
from yeshi.flow.checks.broken import BrokenRule, differing
from yeshi.flow.checks.checking import breaches_of, quick_checks
from yeshi.flow.city.observing import facts_of
from yeshi.flow.engine import Engine
from yeshi.flow.orders import watching
from yeshi.observatory.facts import Facts
from yeshi.orders.complaint import ComplaintState
from yeshi.orders.lifecycle import UNDER_WAY, OrderState

READY = (OrderState.READY, OrderState.COLLECTED)


class Watch:
    """The rules, and how far the record was read."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._store = engine, engine.store
        self._checks = quick_checks()
        self.invoices = InvoicesTold()
        self._read = InvoicesRead(engine, self.invoices)
        self.last = 0

    def look(self) -> list[BrokenRule]:
        """The rules that do not hold now."""
        broken: list[BrokenRule] = []
        with self._store.begin() as work:
            told = work.events.after(self.last, 10_000)
            self.last = told[-1].seq if told else self.last
            for check in self._checks:
                check.hear(work, told)
                broken += check.past(work)
                broken += check.present(work)
            broken += visiting.too_many(work)
            self.invoices.hear(told)
            broken += self._read.untold(work)
        return [*broken, *self._read.read_touched()]

    def look_at_all(self) -> list[BrokenRule]:
        """All rules, asked anew from the beginning of the record; and what the figures tell."""
        with self._store.begin() as work:
            broken = list(breaches_of(work, part=97))
            calendar, events = self._engine.terms.calendar, work.events.after(0, 100_000)
            days = {one.day for one in events}
            told = sum(facts_of(work, Facts(calendar=calendar, day=day)).late for day in days)
            late = [
                one.ended_at is not None and one.ended_at > one.promised_by
                for one in work.orders.all()
                if one.state is OrderState.SETTLED and one.is_brought
            ]
        return [*broken, *differing("promise.figures", "late of all days", told, sum(late))]

    def look_at_invoices(self, city: StormCity) -> list[BrokenRule]:
        """What anybody reads of invoices that is not so, or not theirs to read."""
        broken = list(self._read.read_all())
        with self._store.begin() as work:
            wished = list(self._read.with_orders(work, city))
        with self._store.look() as work:
            return [*broken, *wished, *self._read.by_the_books(work)]

    def look_at_promises(self) -> list[BrokenRule]:
        """Orders under way past their promise of which the control room does not say so."""
        now, seen = self._engine.clock.now(), watching.control(self._engine, limit=10_000)
        told = {one.id for one in seen.late}
        with self._store.begin() as work:
            late = [
                one.id
                for one in work.orders.under_way()
                # What stands ready for who collects it is in time, however long they take.
                if one.promised_by < now and (one.is_brought or one.state not in READY)
            ]
        return [
            BrokenRule("promise.late", id_, "not told", "late") for id_ in late if id_ not in told
        ]

    def unended(self) -> list[BrokenRule]:
        """What a night that ended left under way."""
        with self._store.begin() as work:
            orders = work.orders.all()
            left = [
                (f"{one.state} with {one.courier}", one.id)
                for one in orders
                if one.state in UNDER_WAY
            ]
            left += [(f"open, of {one.courier}", one.id) for one in work.routes.open()]
            left += [("on a shift", one.id) for one in work.couriers.all() if one.shift]
            left += [
                ("waiting for its stall", one.id)
                for one in work.complaints.of_orders([order.id for order in orders])
                if one.state is ComplaintState.ASKED
            ]
            left += [("open at a table", one.tab) for one in guests.tables(work) if one.tab]
            left += [("an open group", one.id) for one in work.group_baskets.all() if one.is_open]
            left += [("still to come", one.id) for one in work.bookings.all() if one.is_open]
            errands = outside.unended(work)
        return [*(BrokenRule("stuck", thing, found, "ended") for found, thing in left), *errands]
