"""What a treasurer sees of an account that somebody else keeps: files, and what is left of them."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.payments.paying_out import PAYMASTER
from yeshi.flow.payments.reconciled_accounts import account_names
from yeshi.ledger.accounts import BANK, provider
from yeshi.ledger.discrepancy import KeptDiscrepancy, StatementRead
from yeshi.ledger.likely import Likely, likely
from yeshi.people.person import CITY

PROVIDER = provider("")
SHOWN_MAX, FILES_SHOWN, OVER_SHOWN = 200, 12, 20


@dataclass(frozen=True, slots=True)
class DiscrepancySeen:
    """One that is open, for how many days, and why that may be so."""

    one: KeptDiscrepancy
    days: int
    likely: Likely


@dataclass(frozen=True, slots=True)
class AccountReconciled:
    """An account, of which provider, "" for the bank, and how many discrepancies are open there."""

    id: str
    provider: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationDesk:
    """The accounts, and of the one that is chosen what is open, what is over, and its files.

    `acts`: whether who asks may read a file in, and explain.
    """

    accounts: tuple[AccountReconciled, ...]
    account: AccountReconciled
    open: tuple[DiscrepancySeen, ...]
    over: tuple[KeptDiscrepancy, ...]
    files: tuple[StatementRead, ...]
    acts: bool


def reconciliation_desk(engine: Engine, account: str) -> ReconciliationDesk | Refused:
    """All of it, as of now; of the first account where none is named."""
    today = engine.terms.calendar.date_at(engine.clock.now())
    with engine.store.read() as work:
        counts = work.discrepancies.counts()
        names = account_names(work, engine.payments.providers)
        accounts = {
            one: AccountReconciled(
                one, "" if one == BANK else one[len(PROVIDER) :], counts.get(one, 0)
            )
            for one in names
        }
        chosen = account or names[0]
        if chosen not in accounts:
            return Refused(Unknown("account", account))
        return ReconciliationDesk(
            accounts=tuple(accounts.values()),
            account=accounts[chosen],
            open=tuple(
                DiscrepancySeen(one, max(0, (today - one.since).days), likely(one))
                for one in work.discrepancies.open_of(chosen)[:SHOWN_MAX]
            ),
            over=tuple(work.discrepancies.over_of(chosen, OVER_SHOWN)),
            files=tuple(work.statements_read.of_account(chosen, FILES_SHOWN)),
            acts=any(engine.actor.has(role, CITY) for role in PAYMASTER),
        )
