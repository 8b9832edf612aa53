"""A run as a file for the bank, in the layout that it takes: a transfer for each payout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import Response

from yeshi.base.refused import Reason, Refused
from yeshi.files.bank_layout import BankLayout, CsvLayout
from yeshi.files.sepa import as_sepa, beyond_sepa
from yeshi.files.transfers import BankTransfer, BankTransfers, as_csv
from yeshi.flow.payments import banking
from yeshi.flow.payments.desk import PayoutSeen, RunSeen, run_seen
from yeshi.payments.payout import LEFT, PayoutState
from yeshi.payments.payout_run import RunNotApproved
from yeshi.web.frame.answering import kept_as
from yeshi.web.frame.desk import Desk, PartMissing

# What would leave with the run as it stands, or has left.
GOES = frozenset({PayoutState.PROPOSED, *LEFT})


@dataclass(frozen=True, slots=True)
class NotBySepa(Reason):
    """SEPA does not carry payouts to these: to no IBAN, or not in euros."""

    names: str


def fetched_file(desk: Desk, key: str, run: str, language: str) -> Response | Refused:
    """The run's file, of which it is kept that it was fetched; nothing is kept of a refusal."""
    seen = run_seen(desk.engine, run)
    if isinstance(seen, Refused):
        return seen
    file = beyond_layout(seen, desk.bank_layout, language) or bank_file_of(desk, seen)
    if isinstance(file, Refused):
        return file
    kept = banking.fetch_file(desk.engine, key, run)
    return kept if isinstance(kept, Refused) else file


def beyond_layout(seen: RunSeen, layout: BankLayout, language: str) -> Refused | None:
    """The refusal of a run of which the bank's file cannot carry each payout."""
    if isinstance(layout, CsvLayout):
        return None
    beyond = {one.reference for one in beyond_sepa(_each(seen, GOES))}
    names = [one.name.in_language(language) for one in seen.payouts if one.payout.id in beyond]
    return Refused(NotBySepa(", ".join(names))) if names else None


def bank_file_of(desk: Desk, seen: RunSeen) -> Response | Refused:
    """What of the run has left, as a file; a refusal before it is approved."""
    run = seen.run
    if run.approved_at is None:
        return Refused(RunNotApproved())
    day = desk.engine.terms.calendar.local(run.approved_at).date()
    name = f"payouts-{run.day}-{run.id}"
    layout, all_ = desk.bank_layout, BankTransfers(run.id, run.approved_at, day, _each(seen, LEFT))
    if isinstance(layout, CsvLayout):
        charset = layout.encoding.removesuffix("-sig")
        return kept_as(as_csv(all_, layout), f"text/csv; charset={charset}", f"{name}.csv")
    try:
        return kept_as(as_sepa(all_, layout), "application/xml", f"{name}.xml")
    except ModuleNotFoundError:
        return Refused(PartMissing("bank"))


def _each(seen: RunSeen, states: Iterable[PayoutState]) -> tuple[BankTransfer, ...]:
    return tuple(_transfer(one) for one in seen.payouts if one.payout.state in states)


def _transfer(one: PayoutSeen) -> BankTransfer:
    payee = one.payout.payee
    return BankTransfer(
        reference=one.payout.id,
        holder=payee.holder,
        account=payee.number,
        bank=payee.bank,
        bank_code=payee.bank_code,
        amount=one.payout.amount,
        purpose=one.name.zh,
    )
