"""Who reacts to which event: the platform on one page.

Only a command from outside or the clock's tick starts a chain; a reaction may emit what is written
beside it and nothing else, and no chain comes back to where it began.
"""

from __future__ import annotations

from yeshi.events import (
    altering,
    collecting,
    complaints,
    fleet,
    groups,
    invoices,
    lateness,
    later,
    ledger,
    orders,
    payments,
    payouts,
    printers,
    programmes,
    providers,
    tables,
    threads,
    visits,
)
from yeshi.flow.engine import Reaction, Table
from yeshi.flow.orders.calling_off import restock_cancelled
from yeshi.flow.orders.complaint_told import tell_answer
from yeshi.flow.orders.group_told import tell_group
from yeshi.flow.orders.late_told import tell_late
from yeshi.flow.orders.offer_told import tell_offer
from yeshi.flow.orders.paid_back import pay_back
from yeshi.flow.orders.pick_up_told import tell_ready
from yeshi.flow.orders.posting import post, refund, settle, settle_when_paid
from yeshi.flow.orders.seating import close_when_over
from yeshi.flow.orders.sharing_back import share_back
from yeshi.flow.orders.slips import print_accepted, print_altered, print_begun, print_off
from yeshi.flow.orders.taking_on import take_on
from yeshi.flow.orders.taking_up import let_go, take_up
from yeshi.flow.orders.thread_told import tell_written
from yeshi.flow.payments.returns_told import tell_returned
from yeshi.flow.visits.told import tell_declined
from yeshi.flow.vouchers.counting import uncount

POST = Reaction("post", post)
SETTLE = Reaction("settle", settle, (orders.OrderSettled,))
SETTLE_PAID = Reaction("settle_paid", settle_when_paid, (orders.OrderSettled,))
REFUND = Reaction("refund", refund, (orders.OrderRefunded,))
SHARE_BACK = Reaction("share_back", share_back, (groups.OrderSharedBack,))
PAY_BACK = Reaction("pay_back", pay_back, (payments.RefundAsked,))
UNCOUNT = Reaction("uncount", uncount)
FREE_TABLE = Reaction("free_table", close_when_over, (tables.TabClosed,))
RESTOCK = Reaction("restock", restock_cancelled)
TAKE_UP = Reaction(
    "take_up",
    take_up,
    (
        payments.DishesLetGo, payments.VoucherLetGo, orders.OrderPlaced, later.OrderWished,
        groups.GroupOrdered, invoices.InvoiceWished, payments.RefundAsked,
    ),
)  # fmt: skip
LET_GO = Reaction("let_go", let_go, (payments.DishesLetGo, payments.VoucherLetGo))
TAKE_ON = Reaction("take_on", take_on, (orders.TicketAccepted, orders.OrderAccepted))
PRINT = Reaction("print", print_accepted, (printers.SlipGivenUp,))
PRINT_ANEW = Reaction("print_anew", print_altered, (printers.SlipGivenUp,))
PRINT_OFF = Reaction("print_off", print_off, (printers.SlipGivenUp,))
PRINT_BEGUN = Reaction("print_begun", print_begun, (printers.SlipGivenUp,))
TELL_LATE = Reaction("tell_late", tell_late)
TELL_OFFER = Reaction("tell_offer", tell_offer)
TELL_READY = Reaction("tell_ready", tell_ready)
TELL_ANSWER = Reaction("tell_answer", tell_answer)
TELL_WRITTEN = Reaction("tell_written", tell_written)
TELL_RETURNED = Reaction("tell_returned", tell_returned)
TELL_GROUP = Reaction("tell_group", tell_group)
TELL_DECLINED = Reaction("tell_declined", tell_declined)

TABLE: Table = {
    ledger.WalletToppedUp: (POST,),
    ledger.CampaignFunded: (POST,),
    programmes.ProgrammeOpened: (POST,),
    programmes.GiftReceived: (POST,),
    programmes.StipendPaid: (POST,),
    programmes.FundPassedOn: (POST,),
    orders.OrderPlaced: (POST, TAKE_ON),
    orders.TicketAccepted: (PRINT,),
    orders.TicketReady: (TELL_READY,),
    orders.TicketRejected: (POST, UNCOUNT, SHARE_BACK, PAY_BACK),
    orders.TicketLapsed: (POST, UNCOUNT, SHARE_BACK, PAY_BACK),
    altering.TicketOffered: (TELL_OFFER,),
    altering.TicketAltered: (POST, UNCOUNT, SHARE_BACK, PAY_BACK, PRINT_ANEW),
    orders.OrderDelivered: (SETTLE,),
    collecting.TicketUnpaid: (POST, UNCOUNT, SETTLE_PAID),
    tables.PartPaid: (POST, SETTLE_PAID),
    tables.PartPaidBack: (POST,),
    tables.TicketForgone: (POST, SETTLE_PAID),
    collecting.OrderReceived: (SETTLE,),
    lateness.OrderLate: (TELL_LATE,),
    later.OrderBegun: (PRINT_BEGUN,),
    orders.OrderRejected: (REFUND,),
    orders.OrderCancelled: (RESTOCK, REFUND, PRINT_OFF),
    orders.OrderFailed: (REFUND, PRINT_OFF),
    orders.OrderSettled: (POST, FREE_TABLE),
    orders.OrderRefunded: (POST, UNCOUNT, SHARE_BACK, PAY_BACK, FREE_TABLE),
    groups.GroupPartHeld: (POST,),
    groups.GroupPartReleased: (POST,),
    groups.OrderSharedBack: (POST,),
    groups.GroupOrdered: (TELL_GROUP,),
    groups.GroupCalledOff: (TELL_GROUP,),
    threads.ThreadWritten: (TELL_WRITTEN,),
    complaints.ComplaintAgreed: (TELL_ANSWER,),
    complaints.ComplaintDeclined: (TELL_ANSWER,),
    complaints.ComplaintUpheld: (TELL_ANSWER,),
    complaints.ComplaintDismissed: (TELL_ANSWER,),
    complaints.ComplaintPaid: (POST, UNCOUNT, PAY_BACK),
    complaints.ComplaintHandedOut: (POST,),
    fleet.ShiftEnded: (POST,),
    ledger.CashHandedIn: (POST,),
    ledger.CashSetOff: (POST,),
    ledger.TillHandedIn: (POST,),
    ledger.TillSetOff: (POST,),
    payments.PaymentReceived: (POST, TAKE_UP),
    payments.PaymentFailed: (LET_GO,),
    payments.PaymentExpired: (LET_GO,),
    payments.VoucherKept: (POST,),
    payments.VoucherLetGo: (POST,),
    payments.RefundAsked: (POST,),
    payments.RefundDone: (POST,),
    payments.RefundPaidOtherwise: (POST,),
    providers.ProviderKeptFees: (POST,),
    providers.ProviderPassedOn: (POST,),
    providers.PassedOnArrived: (POST,),
    payouts.PayoutOrdered: (POST,),
    payouts.PayoutPaid: (POST,),
    payouts.PayoutReturned: (POST, TELL_RETURNED),
    visits.VisitDeclined: (TELL_DECLINED,),
}
