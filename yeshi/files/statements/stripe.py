"""Stripe's balance transactions as CSV: the report of its dashboard, or the export of all activity.

https://docs.stripe.com/reports/report-types/balance
"""

from __future__ import annotations

from datetime import UTC

from yeshi.base.calendar import Calendar
from yeshi.base.errors import StatementUnread
from yeshi.files.statements.cells import currency_in, exact, moment_in
from yeshi.files.statements.rows import StatedRow, needs, plain_head, records, table
from yeshi.ledger.stated import StatedEntry, StatedFile, StatedKind, StatementForm

CREATED = ("created_utc", "created (utc)")
GROSS, TYPE = ("gross", "amount"), ("reporting_category", "reporting category", "type")
# By which a payment is known: these columns have to be chosen for the report.
PAYMENT = ("payment_metadata[yeshi_payment]", "payment_intent_id")
REFUND = ("refund_metadata[yeshi_refund]", "payment_intent_id")
SOURCE, OWN = ("source_id", "source"), ("balance_transaction_id", "id")
_KINDS = {
    "charge": StatedKind.CAME, "payment": StatedKind.CAME,
    "refund": StatedKind.WENT, "payment_refund": StatedKind.WENT,
    "fee": StatedKind.FEE, "stripe_fee": StatedKind.FEE, "network_cost": StatedKind.FEE,
    "tax": StatedKind.FEE, "tax_fee": StatedKind.FEE,
    "payout": StatedKind.MOVED, "payout_reversal": StatedKind.MOVED,
    "payout_failure": StatedKind.MOVED, "payout_cancel": StatedKind.MOVED,
    "topup": StatedKind.MOVED,
}  # fmt: skip


def is_stripe(head: str) -> bool:
    """Whether the first line of a file is that of such a report."""
    names = {plain_head(one) for one in head.replace('"', "").split(",")}
    return bool(names & set(CREATED)) and "net" in names


def read_stripe(text: str, calendar: Calendar) -> StatedFile:
    """The rows, to the gross amount: what a provider keeps of it is told in a column of its own."""
    lines = text.splitlines()
    head = [plain_head(one) for one in next(records(lines, 1))[1]]
    needs(head, CREATED, GROSS, TYPE, ("net",), ("fee",), ("currency",))
    rows = [_entry(one, calendar) for one in table(records(lines, 1))]
    return StatedFile(StatementForm.STRIPE, tuple(one for one in rows if one.amount or one.fee))


def _entry(row: StatedRow, calendar: Calendar) -> StatedEntry:
    currency = currency_in(row.first("currency"), row.line)
    gross = exact(row.first(*GROSS), currency, row.line)
    fee = exact(row.first("fee") or "0", currency, row.line)
    net = exact(row.first("net"), currency, row.line)
    if gross - fee != net:
        raise StatementUnread("sum", row.line, told=net.plain(), counted=(gross - fee).plain())
    kind = _KINDS.get(row.first(*TYPE).casefold(), StatedKind.OTHER) if gross else StatedKind.FEE
    at = moment_in(row.first(*CREATED), UTC, row.line)
    by = {StatedKind.CAME: PAYMENT, StatedKind.WENT: REFUND, StatedKind.MOVED: SOURCE}
    words = (row.first(*TYPE), row.first("description"), row.first(*SOURCE))
    return StatedEntry(
        line=row.line, reference=row.first(*by.get(kind, ())), amount=gross,
        day=calendar.date_at(at), at=at,
        text=" · ".join(one for one in words if one), kind=kind, fee=fee,
        own=row.first(*OWN),
    )  # fmt: skip
