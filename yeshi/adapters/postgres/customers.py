"""The tables of what is a customer's: quotes, addresses, and whether they may pay in cash."""

from __future__ import annotations

from datetime import datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import AddressBooks, CashStandings, Quotes
from yeshi.orders.addresses import AddressBook
from yeshi.orders.cash import CashStanding
from yeshi.orders.checkout import Quote

# One that another has just made is that one's, once it is kept: it is waited for.
_STAND = "INSERT INTO cash_standings (id) VALUES (%s) ON CONFLICT (id) DO NOTHING"
_OPEN = "INSERT INTO address_books (id, addresses) VALUES (%s, '[]') ON CONFLICT (id) DO NOTHING"


class PostgresCashStandings(PostgresRecords[CashStanding], CashStandings):
    """Whether customers may pay in cash."""

    def lock_own(self, blank: CashStanding) -> CashStanding:
        """That with the id of this one, this itself where there is none; kept from others."""
        self._session.changed(_STAND, (blank.id,))
        return self.must_lock(blank.id)

    def barred(self) -> list[CashStanding]:
        """Those of who may not, by id."""
        return self._many('WHERE barred_by IS NOT NULL ORDER BY id COLLATE "C"', ())


class PostgresQuotes(PostgresRecords[Quote], Quotes):
    """Quotes."""

    def of_customer(self, customer: str) -> list[Quote]:
        """The customer's quotes, by id."""
        return self._many('WHERE customer = %s ORDER BY id COLLATE "C"', (customer,))


class PostgresAddressBooks(PostgresRecords[AddressBook], AddressBooks):
    """Customers' addresses."""

    def lock_own(self, blank: AddressBook) -> AddressBook:
        """That with the id of this one, this itself where there is none; kept from others."""
        self._session.changed(_OPEN, (blank.id,))
        return self.must_lock(blank.id)

    def unused_since(self, moment: datetime, limit: int) -> list[AddressBook]:
        """So many books with addresses of which none was used since."""
        return self._many(
            "WHERE used_at < %s AND jsonb_array_length(addresses) > 0 ORDER BY used_at LIMIT %s",
            (moment, limit),
        )
