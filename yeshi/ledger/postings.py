"""The money table: which event moves which money.

| event | from | to | amount |
| --- | --- | --- | --- |
| wallet topped up | outside:test-money | wallet | amount |
| campaign funded | outside:city-budget | campaign | amount |
| programme opened | outside:donors | programme | endowment |
| gift received | outside:donors | programme | amount |
| stipend paid | programme | student | amount |
| order placed | wallet | escrow | paid |
| | campaign | escrow | voucher |
| ticket rejected, lapsed | escrow | wallet, campaign | the ticket's part |
| order settled | escrow | merchant | sold |
| | merchant | platform:fees | commission |
| | merchant | programme | given, of what is left to it |
| | escrow | platform:delivery | delivery fee |
| | escrow | programme | donation |
| | platform:delivery | courier | pay per order |
| order refunded | escrow | wallet, campaign | what is still held |
| | platform:care | merchant | sold, where cooking had begun |
| | platform:delivery | courier | pay per order, where collected |
| shift ended | platform:delivery | courier | top-up to the guarantee |

Every amount is one that the event carries: what is shared out is computed once, where the event is
made (`orders/sharing.py`), so that the figures counted from events are what the books moved.
Guarantee: what enters escrow for an order leaves it with the order's end, to the fen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from yeshi.base.money import Money
from yeshi.events import fleet, ledger, orders, programmes
from yeshi.events.record import Event
from yeshi.ledger import accounts
from yeshi.ledger.transfers import Movement


def movements(event: Event) -> tuple[Movement, ...]:
    """The movements that `event` causes, none of them empty; in the order of the money table."""
    posting = _POSTINGS.get(type(event))
    if posting is None:
        return ()
    return tuple(
        Movement(debit, credit, amount, why)
        for debit, credit, amount, why in posting(event)
        if amount.fen
    )


_Lines = Iterator[tuple[str, str, Money, str]]


def _topped_up(event: ledger.WalletToppedUp) -> _Lines:
    yield accounts.TEST_MONEY, accounts.wallet(event.customer), event.amount, "top_up"


def _funded(event: ledger.CampaignFunded) -> _Lines:
    yield accounts.CITY_BUDGET, accounts.campaign(event.campaign), event.amount, "budget"


def _opened(event: programmes.ProgrammeOpened) -> _Lines:
    yield accounts.DONORS, accounts.programme(event.programme), event.endowment, "endowment"


def _gift(event: programmes.GiftReceived) -> _Lines:
    yield accounts.DONORS, accounts.programme(event.programme), event.amount, "gift"


def _stipend(event: programmes.StipendPaid) -> _Lines:
    fund, student = accounts.programme(event.programme), accounts.student(event.student)
    yield fund, student, event.amount, "stipend"


def _placed(event: orders.OrderPlaced) -> _Lines:
    yield accounts.wallet(event.customer), accounts.ESCROW, event.paid, "payment"
    if event.campaign:
        yield accounts.campaign(event.campaign), accounts.ESCROW, event.voucher, "voucher"


def _back(event: orders.TicketRejected | orders.OrderRefunded) -> _Lines:
    yield accounts.ESCROW, accounts.wallet(event.customer), event.back_to_customer, "refund"
    if event.campaign:
        campaign = accounts.campaign(event.campaign)
        yield accounts.ESCROW, campaign, event.back_to_campaign, "refund"


def _settled(event: orders.OrderSettled) -> _Lines:
    for share in event.shares:
        merchant = accounts.merchant(share.merchant)
        yield accounts.ESCROW, merchant, share.sold, "sale"
        yield merchant, accounts.FEES, share.fee, "commission"
        if share.programme:
            yield merchant, accounts.programme(share.programme), share.given, "share"
    yield accounts.ESCROW, accounts.DELIVERY, event.delivery_fee, "delivery_fee"
    if event.programme:
        yield accounts.ESCROW, accounts.programme(event.programme), event.donation, "donation"
    yield accounts.DELIVERY, accounts.courier(event.courier), event.courier_pay, "pay"


def _refunded(event: orders.OrderRefunded) -> _Lines:
    yield from _back(event)
    for one in event.compensated:
        yield accounts.CARE, accounts.merchant(one.merchant), one.amount, "compensation"
    if event.courier:
        yield accounts.DELIVERY, accounts.courier(event.courier), event.courier_pay, "pay"


def _shift_ended(event: fleet.ShiftEnded) -> _Lines:
    yield accounts.DELIVERY, accounts.courier(event.courier), event.top_up, "guarantee"


_POSTINGS: dict[type[Event], Callable[[Any], _Lines]] = {
    ledger.WalletToppedUp: _topped_up,
    ledger.CampaignFunded: _funded,
    programmes.ProgrammeOpened: _opened,
    programmes.GiftReceived: _gift,
    programmes.StipendPaid: _stipend,
    orders.OrderPlaced: _placed,
    orders.TicketRejected: _back,
    orders.TicketLapsed: _back,
    orders.OrderSettled: _settled,
    orders.OrderRefunded: _refunded,
    fleet.ShiftEnded: _shift_ended,
}
POSTED = tuple(_POSTINGS)
