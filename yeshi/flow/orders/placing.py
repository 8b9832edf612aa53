"""Placing: what a quote needs is taken from shelves, deals and vouchers; its order is entered."""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.later import OrderWished
from yeshi.events.orders import OrderPlaced, PaidBy
from yeshi.flow.engine import Turn
from yeshi.flow.orders.bought import shares_voucher
from yeshi.flow.orders.choosing import keep_shelf
from yeshi.flow.orders.collecting import to_collect
from yeshi.flow.orders.dealing import spend_deals
from yeshi.flow.orders.sellers import Sellers
from yeshi.flow.orders.wishing import answers_from
from yeshi.flow.ports import Answer, Done
from yeshi.flow.vouchers.claiming import spend
from yeshi.flow.vouchers.counting import count, may_take
from yeshi.geo.zones import zone_of
from yeshi.ledger import accounts
from yeshi.market.merchant import Merchant
from yeshi.market.shelf import StockShelf
from yeshi.orders.checkout import Quote, QuoteChanged
from yeshi.orders.door_code import door_code
from yeshi.orders.lines import Line
from yeshi.orders.notes import OrderNotes
from yeshi.orders.order import Order, Ticket
from yeshi.orders.sharing import asked


def reserve(turn: Turn, quote: Quote, sellers: Sellers, taken: StockShelf) -> Refused | None:
    """Take what the quote needs of the shelf, of deals with a limit and of the voucher's counts.

    Refused where one of them is used up meanwhile; then nothing is changed.
    """
    # Deals before vouchers, as whatever gives both back keeps them from others.
    nights = spend_deals(turn, quote, sellers.merchants) if quote.bill.deals else ()
    if isinstance(nights, Refused):
        return nights
    off = quote.bill.voucher
    campaign = turn.work.campaigns.must(quote.campaign) if quote.campaign else None
    if campaign:
        left = turn.work.ledger.balance(accounts.campaign(campaign.id))
        if left < off or not may_take(turn, campaign, quote.customer, off):
            return Refused(QuoteChanged(quote.id, ("voucher",)))
    keep_shelf(turn.work, taken)
    for night in nights:
        turn.work.deal_nights.put(night)
    if campaign:
        # Checked before anything was changed, and kept from others since.
        count(turn, campaign, quote.customer, off)
    return None


def enter_order(
    turn: Turn, quote: Quote, notes: OrderNotes, sellers: Sellers, way: PaidBy
) -> Answer:
    """Enter the order of a quote for which all that it needs was taken; the answer names it."""
    order = _new_order(turn, quote, notes, sellers, way)
    turn.work.orders.add(order)
    if quote.campaign:
        campaign = turn.work.campaigns.must(quote.campaign)
        spend(turn.work, campaign, quote.customer, order.id)
    # What each pays of a group, or is sent from a table, is quoted as it is ordered, and kept only
    # if it is.
    is_new = way is PaidBy.GROUP or quote.at_table is not None
    keep = turn.work.quotes.add if is_new else turn.work.quotes.put
    keep(replace(quote, order=order.id))
    turn.emit(
        OrderPlaced(
            order=order.id,
            customer=order.customer,
            asked=asked(order),
            paid=quote.bill.total,
            campaign=quote.campaign,
            promised_by=order.promised_by,
            way=way,
            fulfilment=order.fulfilment,
            group=order.of_group.id if order.of_group and way is PaidBy.GROUP else None,
        )
    )
    if order.wished:
        plan = order.wished
        turn.emit(OrderWished(order.id, plan.at, plan.begins_at, plan.ready_at))
    return Done({"order": order.id})


def _ticket(merchant: Merchant, lines: tuple[Line, ...], nothing: Money, note: str) -> Ticket:
    pledge = merchant.pledge
    return Ticket(
        merchant=merchant.id,
        lines=lines,
        voucher=nothing,
        given=pledge.per_order if pledge else nothing,
        programme=pledge.programme if pledge else None,
        note=note,
    )


def _new_order(turn: Turn, quote: Quote, notes: OrderNotes, sellers: Sellers, way: PaidBy) -> Order:
    nothing = Money(0, turn.terms.currency)
    tickets = [
        replace(
            _ticket(sellers.merchants[merchant], lines, nothing, notes.to_stall(merchant)),
            asked_from=answers_from(turn, sellers.merchants[merchant], quote.wished),
        )
        for merchant, lines in quote.basket.lines
    ]
    campaign = turn.work.campaigns.must(quote.campaign) if quote.campaign else None
    parts = [shares_voucher(campaign, sellers.merchants[it.merchant], it) for it in tickets]
    vouchers = quote.bill.voucher.split(parts)
    pickup, id_ = sellers.pickup(turn.work), turn.new_id("or")
    promised_by = turn.now + (quote.promised_by - quote.made_at)
    if quote.wished:
        promised_by = quote.wished.until
    collected = quote.fulfilment is Fulfilment.PICK_UP
    return Order(
        id=id_,
        customer=quote.customer,
        placed_at=turn.now,
        promised_by=promised_by,
        zone=zone_of(pickup, turn.terms.zones),
        pickup=pickup,
        destination=quote.destination,
        tickets=tuple(replace(t, voucher=v) for t, v in zip(tickets, vouchers, strict=True)),
        bill=quote.bill,
        campaign=quote.campaign,
        programme=quote.programme,
        note=notes.to_courier.strip(),
        returned=nothing,
        voucher_returned=nothing,
        terms=quote.terms,
        way=way,
        foreseen=quote.foreseen,
        pick_up=to_collect(turn, id_, sellers, promised_by, quote.wished) if collected else None,
        cutlery=notes.cutlery,
        at_table=quote.at_table,
        door_code=door_code(turn.new_id("dc")) if quote.is_brought else None,
        of_group=quote.of_group,
        wished=quote.wished,
    )
