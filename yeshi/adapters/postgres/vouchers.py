"""The tables of how often vouchers were used, and of their codes."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import Tallies, VoucherCodes
from yeshi.vouchers.code import VoucherCode
from yeshi.vouchers.tally import Tally

# One that another has just made is that one's, once it is kept: it is waited for.
_MAKE = """
INSERT INTO tallies (id, campaign, customer, codes, times, day, day_times, day_fen)
SELECT id, campaign, customer, codes, times, day, day_times, day_fen
FROM json_populate_recordset(NULL::tallies, %s)
ORDER BY id COLLATE "C" ON CONFLICT (id) DO NOTHING"""


class PostgresTallies(PostgresRecords[Tally], Tallies):
    """How often campaigns' vouchers were used."""

    def lock_each(self, blanks: Sequence[Tally]) -> dict[str, Tally]:
        """Those with the ids of these, made where there are none, and kept from others."""
        self._session.changed(_MAKE, (self._sql.rows.write(blanks),))
        return self.lock_many([blank.id for blank in blanks])


class PostgresVoucherCodes(PostgresRecords[VoucherCode], VoucherCodes):
    """The codes of campaigns."""

    def entered_by(self, customer: str) -> list[VoucherCode]:
        """Those that the customer has entered, by id."""
        return self._many('WHERE customer = %s ORDER BY id COLLATE "C"', (customer,))
