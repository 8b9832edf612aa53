"""Ordering: a basket becomes a quote, and a quote that is paid becomes an order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from yeshi.base.limits import TOP_UP_FEN_MAX
from yeshi.base.money import Money, between
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.later import OrderWished
from yeshi.events.ledger import WalletToppedUp
from yeshi.events.orders import OrderPlaced, PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.bought import shares_voucher
from yeshi.flow.orders.choosing import demand_of, keep_shelf, lock_shelf, off_menu
from yeshi.flow.orders.collecting import to_collect
from yeshi.flow.orders.dealing import spend_deals
from yeshi.flow.orders.group_host import of_host, paid_for_all
from yeshi.flow.orders.invoicing import ask_with_order
from yeshi.flow.orders.looks import of_placing
from yeshi.flow.orders.paying import AS_USUAL, Paying, pay
from yeshi.flow.orders.quoting import quote_of, wish_of
from yeshi.flow.orders.sellers import Sellers, sellers_of
from yeshi.flow.orders.wishing import answers_from, refuses_day, still_to_be_had
from yeshi.flow.ports import Answer, Done
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.flow.vouchers.counting import may_take, take
from yeshi.geo.travel import TravelTimes
from yeshi.geo.zones import zone_of
from yeshi.ledger import accounts
from yeshi.market.merchant import Merchant
from yeshi.market.shelf import StockShelf
from yeshi.orders.checkout import Quote, QuoteChanged, differences
from yeshi.orders.door_code import door_code
from yeshi.orders.invoice_wish import checked_invoice
from yeshi.orders.lines import Line
from yeshi.orders.notes import NOTHING_SAID, OrderNotes, refuses_notes
from yeshi.orders.order import Order, Ticket
from yeshi.orders.sharing import asked
from yeshi.people.actor import admit_customer


def place(
    engine: Engine, key: str, customer: str, quote_id: str, notes: OrderNotes = NOTHING_SAID,
    paying: Paying = AS_USUAL, agreed: date | None = None,
) -> Answer:  # fmt: skip
    """Pay a quote, or say that it is paid at the door; the answer names the order.

    Within the five minutes the prices of the quote hold. After them, or when something can no
    longer be had, the quote is refused with what changed; if nothing did, it is honoured too.
    A quote becomes one order only: paying it again answers with that order. `agreed`: the business
    day for which it may be, where that is another than one would think.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        quote = turn.work.quotes.lock(quote_id)
        # What comes to a table is sent from there, and is paid as it was priced.
        if quote is None or quote.customer != customer or quote.at_table:
            return Refused(Unknown("quote", quote_id))
        if quote.order:
            return Done({"order": quote.order})
        unsaid = refuses_notes(notes, quote.basket.merchants, not quote.is_collected)
        unsaid = unsaid or refuses_day(turn, quote, agreed)
        unsaid = unsaid or _unfit_invoice(paying)
        if unsaid:
            return unsaid
        of_whom = _place_for_all if quote.of_group else honour
        return ask_with_order(turn, of_whom(turn, engine, quote, notes, paying), paying.invoice)

    asked = customer, quote_id, notes, paying, agreed
    return engine.perform(key, "place", act, of_placing(quote_id), asked)


def top_up(engine: Engine, key: str, customer: str, amount: Money) -> Answer:
    """Fill a customer's test wallet."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        if not engine.payments.is_trial:
            return Refused(NoWayToPay())
        if not 0 < amount.fen <= TOP_UP_FEN_MAX:
            return Refused(Invalid("amount", between(1, TOP_UP_FEN_MAX, turn.terms.currency)))
        turn.emit(WalletToppedUp(customer, amount))
        return Done({"customer": customer})

    return engine.perform(key, "top_up", act, asked=(customer, amount))


def _unfit_invoice(paying: Paying) -> Refused | None:
    checked = checked_invoice(paying.invoice) if paying.invoice else None
    return checked if isinstance(checked, Refused) else None


def _place_for_all(
    turn: Turn, engine: Engine, quote: Quote, notes: OrderNotes, paying: Paying
) -> Answer:
    """The order of a group that its host pays, as long as nobody wants anything else since."""
    group = of_host(turn, quote)
    if isinstance(group, Refused):
        return group
    placed = honour(turn, engine, quote, notes, paying)
    return placed if isinstance(placed, Refused) else paid_for_all(turn, group, placed)


def honour(turn: Turn, engine: Engine, quote: Quote, notes: OrderNotes, paying: Paying) -> Answer:
    """The order that the quote becomes; refused with what changed when it cannot be honoured."""
    sellers = sellers_of(turn.work, quote.basket.merchants)
    if turn.now > quote.holds_until:
        changed = _changed(turn, engine.travel, quote)
        if changed:
            return changed
    elif quote.wished is None:
        closed = sellers.refusal(turn.now, turn.terms.calendar)
        if closed:
            return closed
    over = still_to_be_had(turn, quote, sellers, engine.travel)
    if over:
        return over
    demand = demand_of(quote.basket.all_lines)
    shelf = lock_shelf(turn.work, demand)
    off = off_menu(shelf.items, turn.now, turn.terms.calendar)
    if off and quote.wished is None:
        return off
    taken = shelf.sell(demand)
    if isinstance(taken, Refused):
        return taken
    paid = pay(turn, engine, quote, paying)
    if isinstance(paid, Refused):
        return paid
    way, to = paid
    if paying.shares and quote.of_group:
        quote = replace(quote, of_group=replace(quote.of_group, shares=paying.shares))
    return _place(turn, replace(quote, destination=to), notes, sellers, taken, way)


def _changed(turn: Turn, travel: TravelTimes, quote: Quote) -> Refused | None:
    """None when a quote past its time would be the same now; else what is different."""
    at = quote.wished.at if quote.wished else None
    fresh = quote_of(turn, travel, wish_of(quote), at)
    if isinstance(fresh, Refused):
        return fresh
    changes = differences(quote, fresh)
    return Refused(QuoteChanged(quote.id, changes)) if changes else None


def _place(
    turn: Turn, quote: Quote, notes: OrderNotes, sellers: Sellers, taken: StockShelf, way: PaidBy
) -> Answer:
    bill = quote.bill
    campaign = turn.work.campaigns.must(quote.campaign) if quote.campaign else None
    # Deals before vouchers, as whatever gives both back keeps them from others.
    nights = spend_deals(turn, quote, sellers.merchants) if bill.deals else ()
    if isinstance(nights, Refused):
        return nights
    if campaign:
        left = turn.work.ledger.balance(accounts.campaign(campaign.id))
        if left < bill.voucher or not may_take(turn, campaign, quote.customer, bill.voucher):
            return Refused(QuoteChanged(quote.id, ("voucher",)))
    keep_shelf(turn.work, taken)
    for night in nights:
        turn.work.deal_nights.put(night)
    order = _new_order(turn, quote, notes, sellers, way)
    turn.work.orders.add(order)
    if campaign:
        # Checked before anything was changed, and kept from others since.
        take(turn, campaign, quote.customer, order.id, bill.voucher)
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
            paid=bill.total,
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
