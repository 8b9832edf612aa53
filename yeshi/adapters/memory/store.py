"""A store in memory: one piece of work at a time, undone when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, RLock

from yeshi.accords.accord import Accord
from yeshi.accords.commitment import Commitment, Milestone
from yeshi.accords.meeting import File, Meeting
from yeshi.adapters.memory.business import (
    MemoryCouriers,
    MemoryItems,
    MemoryOrders,
    MemoryRoutes,
    MemoryShifts,
)
from yeshi.adapters.memory.contents import MemoryContents
from yeshi.adapters.memory.grouped import MemoryGrouped
from yeshi.adapters.memory.journal import MemoryCommands, MemoryEvents
from yeshi.adapters.memory.ledger import MemoryLedger
from yeshi.adapters.memory.records import MemoryRecords, Undo
from yeshi.flow.ports import Work
from yeshi.market.merchant import Market, Merchant
from yeshi.observatory.shock import Shock
from yeshi.orders.checkout import Quote
from yeshi.people.person import Person
from yeshi.programmes.application import Application
from yeshi.programmes.donor import Donor, Pledge
from yeshi.programmes.payment import APPROVALS, Payment, PaymentState
from yeshi.programmes.programme import Programme
from yeshi.programmes.student import Student
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Claim


class MemoryWork:
    """All records of a city, and the log of the work under way."""

    def __init__(self, currency: str) -> None:
        self.undo: Undo = []
        self.markets: MemoryRecords[Market] = MemoryRecords(self.undo)
        self.merchants: MemoryRecords[Merchant] = MemoryRecords(self.undo)
        self.items = MemoryItems(self.undo)
        self.quotes: MemoryRecords[Quote] = MemoryRecords(self.undo)
        self.orders = MemoryOrders(self.undo)
        self.shifts = MemoryShifts(self.undo)
        self.couriers = MemoryCouriers(self.undo, self.shifts)
        self.routes = MemoryRoutes(self.undo)
        self.ledger = MemoryLedger(self.undo, currency)
        self.campaigns: MemoryRecords[Campaign] = MemoryRecords(self.undo)
        self.claims: MemoryGrouped[Claim] = MemoryGrouped(self.undo, "campaign")
        self.shocks: MemoryRecords[Shock] = MemoryRecords(self.undo)
        self.programmes: MemoryRecords[Programme] = MemoryRecords(self.undo)
        self.persons: MemoryRecords[Person] = MemoryRecords(self.undo)
        self.donors: MemoryGrouped[Donor] = MemoryGrouped(self.undo, "programme")
        self.pledges: MemoryGrouped[Pledge] = MemoryGrouped(self.undo, "programme")
        self.applications: MemoryGrouped[Application] = MemoryGrouped(self.undo, "programme")
        self.students: MemoryGrouped[Student] = MemoryGrouped(self.undo, "programme")
        self.payments: MemoryGrouped[Payment] = MemoryGrouped(
            self.undo,
            "programme",
            lambda one: (
                (one.state is not PaymentState.PAID or len(one.approved_by) >= APPROVALS)
                and one.proposed_by not in one.approved_by
            ),
        )
        self.accords: MemoryRecords[Accord] = MemoryRecords(self.undo)
        self.commitments: MemoryGrouped[Commitment] = MemoryGrouped(self.undo, "accord")
        self.milestones: MemoryGrouped[Milestone] = MemoryGrouped(self.undo, "accord")
        self.meetings: MemoryGrouped[Meeting] = MemoryGrouped(self.undo, "accord")
        self.files: MemoryGrouped[File] = MemoryGrouped(self.undo, "accord")
        self.contents = MemoryContents(self.undo)
        self.events = MemoryEvents(self.undo)
        self.commands = MemoryCommands(self.undo)


class MemoryLease:
    """A name in this process: nothing takes it away before it is given back."""

    def held(self) -> bool:
        """Always, within the context."""
        return True


class MemoryStore:
    """A city kept in memory, safe for threads: each piece of work has it alone."""

    def __init__(self, currency: str) -> None:
        self._work = MemoryWork(currency)
        self._alone = RLock()
        self._leases: set[str] = set()
        self._leasing = Lock()

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """The whole city for one piece of work; after an exception it is as before."""
        with self._alone:
            self._work.undo.clear()
            try:
                yield self._work
            except BaseException:
                for undo in reversed(self._work.undo):
                    undo()
                raise

    @contextmanager
    def lease(self, name: str) -> Iterator[MemoryLease | None]:
        """The name until the end of the context; None while another holds it."""
        with self._leasing:
            ours = name not in self._leases
            self._leases.add(name)
        try:
            yield MemoryLease() if ours else None
        finally:
            if ours:
                with self._leasing:
                    self._leases.discard(name)
