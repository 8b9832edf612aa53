"""One piece of work in PostgreSQL: what is kept in it is written together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from psycopg import Connection

from yeshi.adapters.postgres.commands import PostgresCommands
from yeshi.adapters.postgres.complaints import PostgresComplaints
from yeshi.adapters.postgres.contents import PostgresContents
from yeshi.adapters.postgres.customers import (
    PostgresAddressBooks,
    PostgresCashStandings,
    PostgresQuotes,
)
from yeshi.adapters.postgres.errands import PostgresErrands, PostgresPrints
from yeshi.adapters.postgres.finding import PostgresFindables
from yeshi.adapters.postgres.fleet import PostgresCouriers, PostgresRoutes, PostgresShifts
from yeshi.adapters.postgres.groups import PostgresGroupBaskets
from yeshi.adapters.postgres.intents import PostgresPaymentIntents, PostgresRefunds
from yeshi.adapters.postgres.invoices import PostgresInvoiceWishes
from yeshi.adapters.postgres.journal import PostgresEvents
from yeshi.adapters.postgres.ledger import PostgresLedger
from yeshi.adapters.postgres.market import (
    PostgresFavouriteLists,
    PostgresItems,
    PostgresKeptPictures,
    PostgresMerchants,
    PostgresShownPictures,
)
from yeshi.adapters.postgres.newcomers import PostgresNewcomers
from yeshi.adapters.postgres.numbering import Gaps
from yeshi.adapters.postgres.orders import PostgresOrders
from yeshi.adapters.postgres.payouts import PostgresPayoutRuns, PostgresPayouts
from yeshi.adapters.postgres.people import (
    PostgresInvitations,
    PostgresProvenContacts,
    PostgresSecretKeys,
    PostgresSecretTokens,
    PostgresSessions,
    PostgresTries,
)
from yeshi.adapters.postgres.printers import PostgresSlips
from yeshi.adapters.postgres.ratings import PostgresRatings, PostgresStarsOfDays
from yeshi.adapters.postgres.reconciling import (
    PostgresDayCloses,
    PostgresDiscrepancies,
    PostgresPassedOn,
    PostgresStatementsRead,
)
from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.adapters.postgres.session import (
    CellUnreadable,
    Row,
    Session,
    Statement,
)
from yeshi.adapters.postgres.tables import PostgresTables, PostgresTabs
from yeshi.adapters.postgres.threads import PostgresThreads
from yeshi.adapters.postgres.visits import PostgresBookings, PostgresServices
from yeshi.adapters.postgres.vouchers import PostgresTallies, PostgresVoucherCodes
from yeshi.base.errors import InvariantBroken
from yeshi.flow.kept import Collections
from yeshi.flow.kept_kind import Kept
from yeshi.flow.lease import Lease
from yeshi.flow.ports import Glance

# The kinds that are asked more than the rest; all others are plain records.
_ASKED: dict[str, type[PostgresRecords[Any]]] = {
    "merchants": PostgresMerchants,
    "items": PostgresItems,
    "pictures": PostgresKeptPictures,
    "shown_pictures": PostgresShownPictures,
    "findables": PostgresFindables,
    "slips": PostgresSlips,
    "orders": PostgresOrders,
    "couriers": PostgresCouriers,
    "shifts": PostgresShifts,
    "routes": PostgresRoutes,
    "errands": PostgresErrands,
    "prints": PostgresPrints,
    "secret_keys": PostgresSecretKeys,
    "secret_tokens": PostgresSecretTokens,
    "sessions": PostgresSessions,
    "tries": PostgresTries,
    "invitations": PostgresInvitations,
    "newcomers": PostgresNewcomers,
    "proven_contacts": PostgresProvenContacts,
    "address_books": PostgresAddressBooks,
    "favourite_lists": PostgresFavouriteLists,
    "cash_standings": PostgresCashStandings,
    "quotes": PostgresQuotes,
    "payment_intents": PostgresPaymentIntents,
    "refunds": PostgresRefunds,
    "payout_runs": PostgresPayoutRuns,
    "payouts": PostgresPayouts,
    "statements_read": PostgresStatementsRead,
    "discrepancies": PostgresDiscrepancies,
    "passed_on": PostgresPassedOn,
    "day_closes": PostgresDayCloses,
    "ratings": PostgresRatings,
    "bookings": PostgresBookings,
    "complaints": PostgresComplaints,
    "services": PostgresServices,
    "tables": PostgresTables,
    "tabs": PostgresTabs,
    "group_baskets": PostgresGroupBaskets,
    "invoice_wishes": PostgresInvoiceWishes,
    "threads": PostgresThreads,
    "stars_of_days": PostgresStarsOfDays,
    "tallies": PostgresTallies,
    "voucher_codes": PostgresVoucherCodes,
}
# A number is taken by a transaction that has its id already (numbering.py).
_BEGIN_TO_WRITE = (b"SELECT pg_current_xact_id()", ())
_STILL_HELD = b"SELECT still_held(%s, %s)"
# What may be lost with the last moments before a crash: a quote is asked for anew.
_MAY_BE_LOST = frozenset({"commands", "quotes"})
_WITHOUT_WAITING = (b"SET LOCAL synchronous_commit TO off", ())


@dataclass(frozen=True, slots=True)
class Sending:
    """Statements that are sent together, of what they are, and who takes in what they give."""

    of: str
    statements: Sequence[Statement]
    take_in: Callable[[list[list[Row]]], None] = lambda _: None


class PostgresWork(Collections):
    """The tables, on one transaction."""

    def __init__(
        self, connection: Connection[Any], currency: str, pot: int, gaps: Gaps,
        under: Lease | None = None,
    ) -> None:  # fmt: skip
        """`under`: the lease that has to be ours still when what is kept is written."""
        self._under = under
        self.session = Session(connection)
        self.session.write_pending = self.write
        self._opened: dict[str, PostgresRecords[Any]] = {}
        self._has_written = False
        self.ledger = PostgresLedger(self.session, currency, pot)
        self.contents = PostgresContents(self.session)
        self.events = PostgresEvents(self.session, gaps)
        self.commands = PostgresCommands(self.session)

    def open(self, kept: Kept[Any]) -> PostgresRecords[Any]:
        """The table of that kind, on this transaction."""
        opened = _ASKED.get(kept.name, PostgresRecords)(self.session, kept, self)
        self._opened[kept.name] = opened
        return opened

    def fetch(self, wanted: Glance) -> None:
        """Read together what commands will look at, and lock what they will change."""
        keys, accounts = list(wanted.commands), list(wanted.accounts)
        parts = [self._reading(name, ids) for name, ids in sorted(wanted.things.items())]
        parts += [self._keeping(name, ids) for name, ids in sorted(wanted.locked.items())]
        parts += [self._reading_whole(name) for name in wanted.whole]
        if keys:
            reading = [self.commands.reading(keys)]
            parts.append(Sending("commands", reading, lambda it: self.commands.learn(keys, it[0])))
        statement = self.ledger.reading(accounts)
        if statement:
            learn = lambda it: self.ledger.learn(accounts, it[0])  # noqa: E731
            parts.append(Sending("accounts", [statement], learn))
        asked = [part for part in parts if part.statements]
        if asked:
            # What cannot be read is named when it is asked for itself.
            with suppress(CellUnreadable):
                self._send(asked)

    def write(self) -> None:
        """Write what was kept so far."""
        parts = self._unwritten()
        if parts:
            self._has_written = True
            self._send(parts)

    def end(self) -> None:
        """Write what was kept, and end the transaction with it: all on one way to the server."""
        parts = self._unwritten()
        if not parts:
            return
        if not self._has_written and all(part.of in _MAY_BE_LOST for part in parts):
            parts.insert(0, Sending("", [_WITHOUT_WAITING]))
        self._send(parts, commit=True)

    def end_unchanged(self) -> None:
        """End a work that was begun to read; InvariantBroken if something is to be kept."""
        if self._unwritten():
            raise InvariantBroken("something was changed in a work that only reads")

    def _reading(self, name: str, ids: Collection[str]) -> Sending:
        records: PostgresRecords[Any] = getattr(self, name)
        wanted = list(ids)
        statement = records.reading(wanted)
        return Sending(
            name, [statement] if statement else [], lambda it: records.learn(wanted, it[0])
        )

    def _reading_whole(self, name: str) -> Sending:
        records: PostgresRecords[Any] = getattr(self, name)
        statement = records.reading_all()
        return Sending(name, [statement] if statement else [], lambda it: records.learn_all(it[0]))

    def _keeping(self, name: str, ids: Collection[str]) -> Sending:
        records: PostgresRecords[Any] = getattr(self, name)
        wanted = list(ids)
        statement = records.keeping(wanted)

        def learn(found: list[list[Row]]) -> None:
            records.learn(wanted, found[0], locked=True)

        return Sending(name, [statement] if statement else [], learn)

    def _unwritten(self) -> list[Sending]:
        kinds = [(name, self._opened[name]) for name in sorted(self._opened)]
        parts = [Sending("commands", self.commands.pending(), lambda _: self.commands.written())]
        # Changes before what is new: a route is closed before its courier's next one is opened.
        parts += [Sending(name, records.changing()) for name, records in kinds]
        parts += [Sending(name, records.adding()) for name, records in kinds]
        transfers, events = self.ledger.pending(), self.events.pending()
        if (transfers or events) and not any(part.statements for part in parts):
            parts.append(Sending("", [_BEGIN_TO_WRITE]))
        parts.append(Sending("transfers", transfers, lambda _: self.ledger.written()))
        parts.append(Sending("events", events, lambda found: self.events.written(found[0])))
        for _, records in kinds:
            records.written()
        kept = [part for part in parts if part.statements]
        if kept and self._under is not None:
            held = (_STILL_HELD, (self._under.name, self._under.number))
            kept.insert(0, Sending("lease", [held]))
        return kept

    def _send(self, parts: Sequence[Sending], *, commit: bool = False) -> None:
        sent = [one for part in parts for one in part.statements]
        found = self.session.together(sent, commit=commit)
        for part in parts:
            part.take_in(found[: len(part.statements)])
            del found[: len(part.statements)]
