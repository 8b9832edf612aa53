"""Ordering: a basket becomes a quote, and a quote that is paid becomes an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from yeshi.base.limits import NOTE_LENGTH_MAX, TOP_UP_FEN_MAX
from yeshi.base.money import Money, between
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.ledger import WalletToppedUp
from yeshi.events.orders import OrderPlaced, PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.addresses import served_destination
from yeshi.flow.orders.choosing import choose, demand_of, keep_shelf, lock_shelf, off_menu
from yeshi.flow.orders.looks import of_placing, of_quoting
from yeshi.flow.orders.paying import AS_USUAL, Paying, pay
from yeshi.flow.orders.sellers import Sellers, sellers_of
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.flow.programmes.donating import not_given_to
from yeshi.flow.promising import promises_of
from yeshi.flow.vouchers.claiming import may_spend, spend
from yeshi.geo.point import Point
from yeshi.geo.travel import TravelTimes
from yeshi.geo.zones import zone_of
from yeshi.ledger import accounts
from yeshi.market.merchant import Merchant
from yeshi.market.shelf import StockShelf
from yeshi.orders.basket import Basket, fill
from yeshi.orders.checkout import QUOTE_HOLDS, Quote, QuoteChanged, differences, price
from yeshi.orders.lines import Line
from yeshi.orders.order import Destination, Order, Ticket
from yeshi.orders.sharing import asked
from yeshi.people.actor import admit_customer
from yeshi.vouchers.worth import worth


@dataclass(frozen=True, slots=True)
class Wish:
    """What a customer asks a quote for: quantities by selection as it is written, the door, and the
    programme that the total is rounded up for, if any."""

    customer: str
    wanted: Mapping[str, int]
    destination: Destination
    round_up: str | None = None


def ask_quote(engine: Engine, key: str, wish: Wish) -> Answer:
    """Price a basket to a door; the answer names the quote."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, wish.customer)
        if refused:
            return refused
        quote = _quote(turn, engine.travel, wish)
        if isinstance(quote, Refused):
            return quote
        turn.work.quotes.add(quote)
        return Done({"quote": quote.id})

    looks = of_quoting(wish.wanted, wish.round_up, engine.terms)
    return engine.perform(key, "ask_quote", act, looks, (wish,))


def place(
    engine: Engine, key: str, customer: str, quote_id: str, note: str = "",
    paying: Paying = AS_USUAL,
) -> Answer:  # fmt: skip
    """Pay a quote, or say that it is paid at the door; the answer names the order.

    Within the five minutes the prices of the quote hold. After them, or when something can no
    longer be had, the quote is refused with what changed; if nothing did, it is honoured too.
    A quote becomes one order only: paying it again answers with that order.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        quote = turn.work.quotes.lock(quote_id)
        if quote is None or quote.customer != customer:
            return Refused(Unknown("quote", quote_id))
        if quote.order:
            return Done({"order": quote.order})
        if len(note) > NOTE_LENGTH_MAX:
            return Refused(Invalid("note", f"> {NOTE_LENGTH_MAX}"))
        return _honour(turn, engine, quote, note, paying)

    asked = customer, quote_id, note, paying
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


def _quote(turn: Turn, travel: TravelTimes, wish: Wish) -> Quote | Refused:
    to = served_destination(wish.destination, turn.terms)
    if isinstance(to, Refused):
        return to
    refused = not_given_to(turn.work, wish.round_up)
    if refused:
        return refused
    choosing = choose(turn.work, wish.wanted, turn.now, turn.terms.calendar)
    if isinstance(choosing, Refused):
        return choosing
    sellers = sellers_of(turn.work, choosing.merchants)
    basket = fill(wish.wanted, choosing.offers(sellers))
    if isinstance(basket, Refused):
        return basket
    refused = sellers.refusal(turn.now, turn.terms.calendar)
    if refused:
        return refused
    short = choosing.shelf.sell(choosing.demand)
    if isinstance(short, Refused):
        return short
    pickup = sellers.pickup(turn.work)
    travel_s = travel.between(pickup, to.place)
    nothing = Money(0, turn.terms.currency)
    bill = price(basket, turn.terms.fees, travel_s, nothing, donate=False)
    if isinstance(bill, Refused):
        return bill
    campaign, voucher = _best_voucher(turn, wish.customer, bill.items)
    donate = wish.round_up is not None
    bill = price(basket, turn.terms.fees, travel_s, voucher, donate)
    if isinstance(bill, Refused):
        return bill
    zone = zone_of(pickup, turn.terms.zones)
    promises = promises_of(turn.work, turn.terms, sellers.merchants, [zone], turn.now)
    asked = basket.asked
    promised_s = promises.promised_s(sellers.merchants, zone, travel_s, asked)
    return Quote(
        id=turn.new_id("qu"),
        customer=wish.customer,
        basket=basket,
        bill=bill,
        destination=to,
        campaign=campaign,
        programme=wish.round_up,
        made_at=turn.now,
        holds_until=turn.now + QUOTE_HOLDS,
        promised_by=turn.now + timedelta(seconds=promised_s),
        foreseen=promises.foreseen(sellers.merchants, zone, asked),
        terms=turn.in_force.number_at(turn.now),
    )


def pickup_of(work: Work, basket: Basket) -> Point:
    """Where a courier collects the basket."""
    return sellers_of(work, basket.merchants).pickup(work)


def _best_voucher(turn: Turn, customer: str, items: Money) -> tuple[str | None, Money]:
    best: tuple[str | None, Money] = (None, Money(0, turn.terms.currency))
    for campaign in turn.work.campaigns.all():
        # What it takes off with a full budget is known without a look at the store.
        if not best[1] < worth(campaign, items, campaign.off, turn.now):
            continue
        if not may_spend(turn.work, campaign, customer):
            continue
        left = turn.work.ledger.balance(accounts.campaign(campaign.id))
        off = worth(campaign, items, left, turn.now)
        if best[1] < off:
            best = campaign.id, off
    return best


def _honour(turn: Turn, engine: Engine, quote: Quote, note: str, paying: Paying) -> Answer:
    """The order that the quote becomes; refused with what changed when it cannot be honoured."""
    sellers = sellers_of(turn.work, quote.basket.merchants)
    if turn.now > quote.holds_until:
        changed = _changed(turn, engine.travel, quote)
        if changed:
            return changed
    else:
        closed = sellers.refusal(turn.now, turn.terms.calendar)
        if closed:
            return closed
    demand = demand_of(quote.basket.all_lines)
    shelf = lock_shelf(turn.work, demand)
    off = off_menu(shelf.items, turn.now, turn.terms.calendar)
    if off:
        return off
    taken = shelf.sell(demand)
    if isinstance(taken, Refused):
        return taken
    paid = pay(turn, engine, quote, paying)
    if isinstance(paid, Refused):
        return paid
    way, to = paid
    return _place(turn, replace(quote, destination=to), note, sellers, taken, way)


def _changed(turn: Turn, travel: TravelTimes, quote: Quote) -> Refused | None:
    """None when a quote past its time would be the same now; else what is different."""
    wanted = quote.basket.quantities
    fresh = _quote(turn, travel, Wish(quote.customer, wanted, quote.destination, quote.programme))
    if isinstance(fresh, Refused):
        return fresh
    changes = differences(quote, fresh)
    return Refused(QuoteChanged(quote.id, changes)) if changes else None


def _place(
    turn: Turn, quote: Quote, note: str, sellers: Sellers, taken: StockShelf, way: PaidBy
) -> Answer:
    bill = quote.bill
    campaign = turn.work.campaigns.must(quote.campaign) if quote.campaign else None
    if campaign:
        left = turn.work.ledger.balance(accounts.campaign(campaign.id))
        if left < bill.voucher or not may_spend(turn.work, campaign, quote.customer):
            return Refused(QuoteChanged(quote.id, ("voucher",)))
    keep_shelf(turn.work, taken)
    order = _new_order(turn, quote, note, sellers, way)
    turn.work.orders.add(order)
    if campaign:
        # Checked before anything was changed, and kept from others since.
        spend(turn.work, campaign, quote.customer, order.id)
    turn.work.quotes.put(replace(quote, order=order.id))
    turn.emit(
        OrderPlaced(
            order=order.id,
            customer=order.customer,
            asked=asked(order),
            paid=bill.total,
            campaign=quote.campaign,
            promised_by=order.promised_by,
            way=way,
        )
    )
    return Done({"order": order.id})


def _ticket(merchant: Merchant, lines: tuple[Line, ...], nothing: Money) -> Ticket:
    pledge = merchant.pledge
    return Ticket(
        merchant=merchant.id,
        lines=lines,
        voucher=nothing,
        given=pledge.per_order if pledge else nothing,
        programme=pledge.programme if pledge else None,
    )


def _new_order(turn: Turn, quote: Quote, note: str, sellers: Sellers, way: PaidBy) -> Order:
    nothing = Money(0, turn.terms.currency)
    tickets = [
        _ticket(sellers.merchants[merchant], lines, nothing)
        for merchant, lines in quote.basket.lines
    ]
    vouchers = quote.bill.voucher.split([ticket.sold.fen for ticket in tickets])
    pickup = sellers.pickup(turn.work)
    return Order(
        id=turn.new_id("or"),
        customer=quote.customer,
        placed_at=turn.now,
        promised_by=turn.now + (quote.promised_by - quote.made_at),
        zone=zone_of(pickup, turn.terms.zones),
        pickup=pickup,
        destination=quote.destination,
        tickets=tuple(replace(t, voucher=v) for t, v in zip(tickets, vouchers, strict=True)),
        bill=quote.bill,
        campaign=quote.campaign,
        programme=quote.programme,
        note=note,
        returned=nothing,
        voucher_returned=nothing,
        terms=quote.terms,
        way=way,
        foreseen=quote.foreseen,
    )
