"""What is moved between the city, its payment providers and its bank; rows of the money table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from yeshi.base.money import Money
from yeshi.events import payments, payouts, providers
from yeshi.events.record import Event
from yeshi.ledger import accounts

_Lines = Iterator[tuple[str, str, Money, str]]
ARRIVED_WHY = "at_bank"


def _payment_received(event: payments.PaymentReceived) -> _Lines:
    wallet = accounts.wallet(event.customer)
    yield accounts.provider(event.provider), wallet, event.amount, "payment"


def _voucher_kept(event: payments.VoucherKept) -> _Lines:
    yield accounts.campaign(event.campaign), accounts.VOUCHERS_KEPT, event.amount, "voucher"


def _voucher_let_go(event: payments.VoucherLetGo) -> _Lines:
    yield accounts.VOUCHERS_KEPT, accounts.campaign(event.campaign), event.amount, "voucher"


def _refund_asked(event: payments.RefundAsked) -> _Lines:
    yield accounts.wallet(event.customer), accounts.REFUNDS, event.amount, "refund"


def _refund_done(event: payments.RefundDone) -> _Lines:
    yield accounts.REFUNDS, accounts.provider(event.provider), event.amount, "refund"


def _refund_paid_otherwise(event: payments.RefundPaidOtherwise) -> _Lines:
    yield accounts.REFUNDS, accounts.CASH_DESK, event.amount, "refund"


def _payout_ordered(event: payouts.PayoutOrdered) -> _Lines:
    yield event.account, accounts.PAYOUTS, event.amount, "payout"


def _payout_paid(event: payouts.PayoutPaid) -> _Lines:
    yield accounts.PAYOUTS, accounts.BANK, event.amount, "payout_paid"


def _payout_returned(event: payouts.PayoutReturned) -> _Lines:
    came_from = accounts.BANK if event.was_paid else accounts.PAYOUTS
    yield came_from, event.account, event.amount, "payout_returned"


def _kept_fees(event: providers.ProviderKeptFees) -> _Lines:
    yield _either_way(accounts.PROVIDER_FEES, event.account, event.amount, "provider_fee")


def _passed_on(event: providers.ProviderPassedOn) -> _Lines:
    way = accounts.transit_of(event.account)
    yield _either_way(way, event.account, event.amount, "to_bank")


def _passed_on_arrived(event: providers.PassedOnArrived) -> _Lines:
    way = accounts.transit_of(event.account)
    yield _either_way(accounts.BANK, way, event.amount, ARRIVED_WHY)


def _either_way(debit: str, credit: str, amount: Money, why: str) -> tuple[str, str, Money, str]:
    """A line from the one to the other; what is below zero goes the other way."""
    return (debit, credit, amount, why) if amount.fen >= 0 else (credit, debit, amount * -1, why)


PROVIDER_POSTINGS: dict[type[Event], Callable[[Any], _Lines]] = {
    payments.PaymentReceived: _payment_received,
    payments.VoucherKept: _voucher_kept,
    payments.VoucherLetGo: _voucher_let_go,
    payments.RefundAsked: _refund_asked,
    payments.RefundDone: _refund_done,
    payments.RefundPaidOtherwise: _refund_paid_otherwise,
    providers.ProviderKeptFees: _kept_fees,
    providers.ProviderPassedOn: _passed_on,
    providers.PassedOnArrived: _passed_on_arrived,
}
PAYOUT_POSTINGS: dict[type[Event], Callable[[Any], _Lines]] = {
    payouts.PayoutOrdered: _payout_ordered,
    payouts.PayoutPaid: _payout_paid,
    payouts.PayoutReturned: _payout_returned,
}
