"""A provider's or the bank's file is read in by whoever has the machine, while the city goes on."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe

from yeshi.base.errors import InputError, StatementUnread
from yeshi.base.refused import Refused
from yeshi.base.wording import plainly
from yeshi.files.statements.reading import read_statement
from yeshi.files.statements.rows import BYTES_MAX
from yeshi.flow.payments import reconciling
from yeshi.flow.payments.reconciled_accounts import account_of
from yeshi.flow.payments.reconciliation_desk import ReconciliationDesk, reconciliation_desk
from yeshi.ledger.discrepancy import StatementRead
from yeshi.settings import Settings
from yeshi.wiring.recorded import console_of, recorded_city


@dataclass(frozen=True, slots=True)
class ReadIn:
    """What came of a file, and the account of whoever states it, with what is open there."""

    file: StatementRead
    desk: ReconciliationDesk


def read_statement_in(settings: Settings, file: Path) -> ReadIn:
    """Read the file in, at the account that is stated in such files.

    InputError says why it cannot be, with its line; then nothing is kept of it.
    """
    data = _bytes_of(file)
    with recorded_city(settings) as city:
        try:
            read = read_statement(data, city.terms.calendar, city.terms.currency)
        except StatementUnread as fault:
            raise InputError(f"{file}: {fault}") from None
        console, account = console_of(city), account_of(read.form)
        digest, key = sha256(data).hexdigest(), f"cli:statement:{token_urlsafe(12)}"
        answer = reconciling.read_in(console, key, account, digest, read)
        if isinstance(answer, Refused):
            raise InputError(f"{file}: {plainly(answer)}")
        desk = reconciliation_desk(console, account)
        with city.store.read() as work:
            kept = work.statements_read.must(answer.data["statement"])
    if isinstance(desk, Refused):
        raise InputError(f"{file}: {plainly(desk)}")
    return ReadIn(kept, desk)


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            # One byte more than is read: enough to know that it is too large.
            return opened.read(BYTES_MAX + 1)
    except OSError:
        raise InputError(f"{file}: no such file, or it cannot be read") from None
