"""The money table: which event moves which money.

| event | from | to | amount |
| --- | --- | --- | --- |
| wallet topped up | outside:test-money | wallet | amount |
| campaign funded | outside:city-budget | campaign | amount |
| programme opened | outside:donors | programme | endowment |
| gift received | outside:donors | programme | amount |
| stipend paid | programme | student | amount |
| fund passed on | programme | another programme | amount |
| group part held | wallet | group | the most that their part can come to |
| group part released | group | wallet | what of it is not to be paid |
| order placed | wallet, group, or platform:due for cash and tabs | escrow | paid |
| | campaign | escrow | voucher |
| ticket rejected, lapsed, unpaid | escrow | wallet (platform:due, group), campaign | its part |
| ticket unpaid | platform:unpaid | merchant | sold |
| ticket altered | escrow | wallet (platform:due, group), campaign | the difference |
| ticket paid | wallet | platform:due | amount, of what is not paid in cash |
| ticket paid back | platform:due | wallet | amount, of what was not paid in cash |
| ticket forgone | escrow | platform:due | what nobody pays |
| order settled | escrow | merchant | sold |
| | merchant | platform:fees | commission |
| | merchant | programme | given, of what is left to it |
| | escrow | platform:delivery | delivery fee |
| | escrow | programme | donation |
| | platform:delivery | courier | pay per order |
| | escrow | courier | tip |
| | platform:cash:COURIER | platform:due | cash taken at the door |
| | platform:till:MERCHANT | platform:due | cash taken at the counter |
| | merchant | platform:till:MERCHANT | of it what the sale leaves to it |
| order refunded | escrow | wallet (platform:due, group), campaign | what is still held |
| | platform:care, platform:unpaid | merchant | sold, where cooking had begun |
| | platform:delivery | courier | pay per order, where collected |
| order shared back | group | wallet | what of it this guest had paid |
| complaint paid | who bears it | wallet, platform:office | amount |
| | who bears it | campaign | its part of it |
| | platform:fees | platform:till:MERCHANT | commission on it, where the stall bears it |
| complaint handed out | platform:office | outside:cash-desk | amount |
| shift ended | platform:delivery | courier | top-up to the guarantee |
| cash handed in | outside:cash-desk | platform:cash:COURIER | amount |
| cash set off | courier | platform:cash:COURIER | amount |
| till handed in | outside:cash-desk | platform:till:MERCHANT | amount |
| till set off | merchant | platform:till:MERCHANT | amount |
| payment received | provider:NAME | wallet | amount |
| voucher kept for a payment | campaign | clearing:vouchers | amount |
| voucher let go | clearing:vouchers | campaign | amount |
| refund asked | wallet | clearing:refunds | amount |
| refund done | clearing:refunds | provider:NAME | amount |
| refund paid otherwise | clearing:refunds | outside:cash-desk | amount |
| provider kept fees | platform:provider-fees | provider:NAME | amount |
| | provider:NAME | platform:provider-fees | amount, where more of it came back |
| provider passed on | platform:transit:NAME | provider:NAME | amount |
| | provider:NAME | platform:transit:NAME | amount, where it came back, or came from the bank |
| passed on arrived | outside:bank | platform:transit:NAME | amount |
| | platform:transit:NAME | outside:bank | amount, where it left the bank |
| payout ordered | merchant, courier | clearing:payouts | amount |
| payout paid | clearing:payouts | outside:bank | amount |
| payout returned | clearing:payouts, or outside:bank once paid | merchant, courier | amount |

What is sold is what was asked after the merchant's own deals: nobody pays what they take off, so
that it moves no money; the events that place and settle an order tell it beside.
Who bears a complaint: platform:till:MERCHANT, platform:delivery or platform:care.
Every amount is one that the event carries: what is shared out is computed once, where the event is
made (`orders/sharing.py`), so that the figures counted from events are what the books moved.
Guarantee: what enters escrow for an order leaves it with the order's end, to the fen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from yeshi.base.money import Money
from yeshi.events import (
    altering,
    collecting,
    complaints,
    fleet,
    groups,
    ledger,
    orders,
    programmes,
    tables,
)
from yeshi.events.record import Event
from yeshi.ledger import accounts
from yeshi.ledger.bank_postings import PAYOUT_POSTINGS, PROVIDER_POSTINGS
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


def _passed_on(event: programmes.FundPassedOn) -> _Lines:
    fund, other = accounts.programme(event.programme), accounts.programme(event.to)
    yield fund, other, event.amount, "passed_on"


def _part_held(event: groups.GroupPartHeld) -> _Lines:
    yield accounts.wallet(event.customer), accounts.group(event.group), event.amount, "held"


def _part_released(event: groups.GroupPartReleased) -> _Lines:
    yield accounts.group(event.group), accounts.wallet(event.customer), event.amount, "released"


def _placed(event: orders.OrderPlaced) -> _Lines:
    payer = _payer(event.way, event.customer, event.group or event.order)
    yield payer, accounts.ESCROW, event.paid, "payment"
    if event.campaign:
        yield accounts.campaign(event.campaign), accounts.ESCROW, event.voucher, "voucher"


def _back(
    event: orders.TicketRejected
    | altering.TicketAltered
    | orders.OrderRefunded
    | tables.TicketForgone,
) -> _Lines:
    payer = _payer(event.way, event.customer, event.order)
    yield accounts.ESCROW, payer, event.back_to_customer, "refund"
    if event.campaign:
        campaign = accounts.campaign(event.campaign)
        yield accounts.ESCROW, campaign, event.back_to_campaign, "refund"


def _unpaid(event: collecting.TicketUnpaid) -> _Lines:
    yield from _back(event)
    yield accounts.UNPAID, accounts.merchant(event.merchant), event.compensation, "compensation"


def _part_paid(event: tables.PartPaid) -> _Lines:
    # The cash of a table is in the drawer of the stall, whose till is moved with the sale.
    if event.customer:
        yield accounts.wallet(event.customer), accounts.DUE, event.amount, "payment"


def _part_paid_back(event: tables.PartPaidBack) -> _Lines:
    if event.customer:
        yield accounts.DUE, accounts.wallet(event.customer), event.amount, "refund"


def _shared_back(event: groups.OrderSharedBack) -> _Lines:
    # Each event that gives something back has it shared out at once, so that nothing stays here.
    yield accounts.group(event.order), accounts.wallet(event.customer), event.amount, "refund"


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
    if event.courier:
        yield accounts.DELIVERY, accounts.courier(event.courier), event.courier_pay, "pay"
        if event.tip is not None:
            yield accounts.ESCROW, accounts.courier(event.courier), event.tip, "tip"
        if event.taken is not None:
            yield accounts.cash(event.courier), accounts.DUE, event.taken, "cash"
    for one in event.tills:
        till = accounts.till(one.merchant)
        yield till, accounts.DUE, one.taken, "cash"
        yield accounts.merchant(one.merchant), till, one.kept, "set_off"


def _refunded(event: orders.OrderRefunded) -> _Lines:
    yield from _back(event)
    for one in event.compensated:
        loss = accounts.UNPAID if event.unpaid else accounts.CARE
        yield loss, accounts.merchant(one.merchant), one.amount, "compensation"
    if event.courier:
        yield accounts.DELIVERY, accounts.courier(event.courier), event.courier_pay, "pay"


def _complaint_paid(event: complaints.ComplaintPaid) -> _Lines:
    till = accounts.till(event.merchant)
    bearer = till if event.bears is complaints.Bears.STALL else _BEARERS[event.bears]
    at_office = event.to is complaints.BackTo.OFFICE
    customer = accounts.OFFICE if at_office else accounts.wallet(event.customer)
    yield bearer, customer, event.amount, "complaint"
    if event.campaign:
        yield bearer, accounts.campaign(event.campaign), event.to_campaign, "complaint"
    yield accounts.FEES, till, event.fee_back, "fee_back"


def _complaint_handed_out(event: complaints.ComplaintHandedOut) -> _Lines:
    yield accounts.OFFICE, accounts.CASH_DESK, event.amount, "complaint_cash"


def _shift_ended(event: fleet.ShiftEnded) -> _Lines:
    yield accounts.DELIVERY, accounts.courier(event.courier), event.top_up, "guarantee"


def _handed_in(event: ledger.CashHandedIn) -> _Lines:
    yield accounts.CASH_DESK, accounts.cash(event.courier), event.amount, "handed_in"


def _set_off(event: ledger.CashSetOff) -> _Lines:
    yield accounts.courier(event.courier), accounts.cash(event.courier), event.amount, "set_off"


def _till_handed_in(event: ledger.TillHandedIn) -> _Lines:
    yield accounts.CASH_DESK, accounts.till(event.merchant), event.amount, "handed_in"


def _till_set_off(event: ledger.TillSetOff) -> _Lines:
    yield accounts.merchant(event.merchant), accounts.till(event.merchant), event.amount, "set_off"


def _payer(way: orders.PaidBy, customer: str, group: str) -> str:
    """The account of what the customer, or the group, pays from, or is to pay."""
    if way is orders.PaidBy.GROUP:
        return accounts.group(group)
    # What came through a provider was put there just before.
    from_wallet = way in (orders.PaidBy.WALLET, orders.PaidBy.ONLINE)
    return accounts.wallet(customer) if from_wallet else accounts.DUE


_BEARERS = {
    complaints.Bears.WAY: accounts.DELIVERY,
    complaints.Bears.PLATFORM: accounts.CARE,
}
_POSTINGS: dict[type[Event], Callable[[Any], _Lines]] = {
    ledger.WalletToppedUp: _topped_up,
    ledger.CampaignFunded: _funded,
    programmes.ProgrammeOpened: _opened,
    programmes.GiftReceived: _gift,
    programmes.StipendPaid: _stipend,
    programmes.FundPassedOn: _passed_on,
    groups.GroupPartHeld: _part_held,
    groups.GroupPartReleased: _part_released,
    orders.OrderPlaced: _placed,
    orders.TicketRejected: _back,
    orders.TicketLapsed: _back,
    collecting.TicketUnpaid: _unpaid,
    altering.TicketAltered: _back,
    tables.PartPaid: _part_paid,
    tables.PartPaidBack: _part_paid_back,
    tables.TicketForgone: _back,
    orders.OrderSettled: _settled,
    orders.OrderRefunded: _refunded,
    groups.OrderSharedBack: _shared_back,
    complaints.ComplaintPaid: _complaint_paid,
    complaints.ComplaintHandedOut: _complaint_handed_out,
    **PROVIDER_POSTINGS,
    **PAYOUT_POSTINGS,
    fleet.ShiftEnded: _shift_ended,
    ledger.CashHandedIn: _handed_in,
    ledger.CashSetOff: _set_off,
    ledger.TillHandedIn: _till_handed_in,
    ledger.TillSetOff: _till_set_off,
}
POSTED = tuple(_POSTINGS)
