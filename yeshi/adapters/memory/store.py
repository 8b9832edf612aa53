"""A store in memory: one piece of work at a time, undone when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock, RLock
from typing import Any

from yeshi.adapters.memory.complaints import MemoryComplaints
from yeshi.adapters.memory.contents import MemoryContents
from yeshi.adapters.memory.errands import MemoryErrands, MemoryPrints
from yeshi.adapters.memory.finding import MemoryFindables
from yeshi.adapters.memory.fleet import MemoryCouriers, MemoryRoutes, MemoryShifts
from yeshi.adapters.memory.groups import MemoryGroupBaskets
from yeshi.adapters.memory.intents import MemoryPaymentIntents, MemoryRefunds
from yeshi.adapters.memory.invoices import MemoryInvoiceWishes
from yeshi.adapters.memory.journal import MemoryCommands, MemoryEvents
from yeshi.adapters.memory.ledger import MemoryLedger
from yeshi.adapters.memory.market import (
    MemoryFavouriteLists,
    MemoryItems,
    MemoryKeptPictures,
    MemoryMerchants,
    MemoryShownPictures,
)
from yeshi.adapters.memory.newcomers import MemoryNewcomers
from yeshi.adapters.memory.orders import (
    MemoryAddressBooks,
    MemoryCashStandings,
    MemoryOrders,
    MemoryQuotes,
)
from yeshi.adapters.memory.payouts import MemoryPayoutRuns, MemoryPayouts
from yeshi.adapters.memory.people import (
    MemoryInvitations,
    MemoryProvenContacts,
    MemorySecretKeys,
    MemorySecretTokens,
    MemorySessions,
    MemoryTries,
)
from yeshi.adapters.memory.printers import MemorySlips
from yeshi.adapters.memory.ratings import MemoryRatings, MemoryStarsOfDays
from yeshi.adapters.memory.reconciling import (
    MemoryDayCloses,
    MemoryDiscrepancies,
    MemoryPassedOn,
    MemoryStatementsRead,
)
from yeshi.adapters.memory.records import MemoryRecords, Undo
from yeshi.adapters.memory.tables import MemoryTables, MemoryTabs
from yeshi.adapters.memory.threads import MemoryThreads
from yeshi.adapters.memory.visits import MemoryBookings, MemoryServices
from yeshi.adapters.memory.vouchers import MemoryTallies, MemoryVoucherCodes
from yeshi.base.errors import LeaseLost
from yeshi.flow.kept import Collections
from yeshi.flow.kept_kind import Kept
from yeshi.flow.lease import acting
from yeshi.flow.ports import Glance, Work

# The kinds that are asked more than the rest; all others are plain records.
_ASKED: dict[str, type[MemoryRecords[Any]]] = {
    "merchants": MemoryMerchants,
    "items": MemoryItems,
    "pictures": MemoryKeptPictures,
    "shown_pictures": MemoryShownPictures,
    "findables": MemoryFindables,
    "slips": MemorySlips,
    "orders": MemoryOrders,
    "couriers": MemoryCouriers,
    "shifts": MemoryShifts,
    "routes": MemoryRoutes,
    "errands": MemoryErrands,
    "prints": MemoryPrints,
    "secret_keys": MemorySecretKeys,
    "secret_tokens": MemorySecretTokens,
    "sessions": MemorySessions,
    "tries": MemoryTries,
    "invitations": MemoryInvitations,
    "newcomers": MemoryNewcomers,
    "proven_contacts": MemoryProvenContacts,
    "address_books": MemoryAddressBooks,
    "favourite_lists": MemoryFavouriteLists,
    "cash_standings": MemoryCashStandings,
    "quotes": MemoryQuotes,
    "payment_intents": MemoryPaymentIntents,
    "refunds": MemoryRefunds,
    "payout_runs": MemoryPayoutRuns,
    "payouts": MemoryPayouts,
    "statements_read": MemoryStatementsRead,
    "discrepancies": MemoryDiscrepancies,
    "passed_on": MemoryPassedOn,
    "day_closes": MemoryDayCloses,
    "ratings": MemoryRatings,
    "bookings": MemoryBookings,
    "complaints": MemoryComplaints,
    "services": MemoryServices,
    "tables": MemoryTables,
    "tabs": MemoryTabs,
    "group_baskets": MemoryGroupBaskets,
    "invoice_wishes": MemoryInvoiceWishes,
    "threads": MemoryThreads,
    "stars_of_days": MemoryStarsOfDays,
    "tallies": MemoryTallies,
    "voucher_codes": MemoryVoucherCodes,
}


class MemoryWork(Collections):
    """All records of a city, and the log of the work under way."""

    def __init__(self, currency: str) -> None:
        self.undo: Undo = []
        self.ledger = MemoryLedger(self.undo, currency)
        self.contents = MemoryContents(self.undo)
        self.events = MemoryEvents(self.undo)
        self.commands = MemoryCommands(self.undo)

    def fetch(self, wanted: Glance) -> None:
        """Nothing: in memory all is at hand."""

    def open(self, kept: Kept[Any]) -> MemoryRecords[Any]:
        """The things of that kind; once opened they stay."""
        return _ASKED.get(kept.name, MemoryRecords)(self.undo, kept, self)


class MemoryLease:
    """A name in this process: nothing takes it away before it is given back."""

    def __init__(self, name: str, numbers: dict[str, int]) -> None:
        self.name, self._numbers = name, numbers
        self.number = numbers[name] = numbers.get(name, 0) + 1

    def held(self) -> bool:
        """Whether nobody took it since."""
        return self._numbers[self.name] == self.number


class MemoryStore:
    """A city kept in memory, safe for threads: each piece of work has it alone."""

    def __init__(self, currency: str) -> None:
        self._work = MemoryWork(currency)
        self._alone = RLock()
        self._leases: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._leasing = Lock()

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """The whole city for one piece of work; after an exception it is as before."""
        with self._alone:
            self._work.undo.clear()
            try:
                yield self._work
                self._check_lease()
            except BaseException:
                for undo in reversed(self._work.undo):
                    undo()
                raise

    def _check_lease(self) -> None:
        under = acting()
        if under is not None and self._numbers.get(under.name) != under.number and self._work.undo:
            raise LeaseLost(f"the lease {under.name} is another's by now")

    def read(self) -> AbstractContextManager[Work]:
        """The whole city; nobody waits for long in memory."""
        return self.begin()

    def look(self) -> AbstractContextManager[Work]:
        """The whole city; while it is looked at nobody else works on it."""
        return self.begin()

    @contextmanager
    def lease(self, name: str) -> Iterator[MemoryLease | None]:
        """The name until the end of the context; None while another holds it."""
        with self._leasing:
            ours = name not in self._leases
            self._leases.add(name)
        try:
            yield MemoryLease(name, self._numbers) if ours else None
        finally:
            if ours:
                with self._leasing:
                    self._leases.discard(name)
