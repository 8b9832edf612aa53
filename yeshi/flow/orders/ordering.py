"""Ordering: a basket becomes a quote, and a quote that is paid becomes an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated

from yeshi.base.limits import NOTE_LENGTH_MAX, TOP_UP_FEN_MAX
from yeshi.base.money import Money, between
from yeshi.base.personal import Personal
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.ledger import WalletToppedUp
from yeshi.events.orders import OrderPlaced, PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.addresses import phone_in, served_destination
from yeshi.flow.orders.choosing import choose, demand_of, keep_shelf, lock_shelf, off_menu
from yeshi.flow.orders.collecting import to_collect
from yeshi.flow.orders.looks import of_placing, of_quoting
from yeshi.flow.orders.paying import AS_USUAL, Paying, pay
from yeshi.flow.orders.sellers import Sellers, sellers_of
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.flow.programmes.donating import not_given_to
from yeshi.flow.promising import promises_of
from yeshi.flow.terms import Terms
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
class AtCounter:
    """Where an order goes that its customer collects; `phone`: how they are reached, "" for none."""

    phone: Annotated[str, Personal("phone")] = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a customer asks a quote for: quantities by selection as it is written, the door or the
    counter, and the programme that the total is rounded up for, if any."""

    customer: str
    wanted: Mapping[str, int]
    destination: Destination | AtCounter
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


def wish_of(quote: Quote) -> Wish:
    """What the quote was asked for."""
    to: Destination | AtCounter = quote.destination
    if quote.fulfilment is Fulfilment.PICK_UP:
        to = AtCounter(quote.destination.phone)
    return Wish(quote.customer, quote.basket.quantities, to, quote.programme)


def _quote(turn: Turn, travel: TravelTimes, wish: Wish) -> Quote | Refused:
    said = wish.destination
    to = said if isinstance(said, AtCounter) else served_destination(said, turn.terms)
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
    travel_s = None if isinstance(to, AtCounter) else travel.between(pickup, to.place)
    at = _counter(pickup, to, turn.terms) if isinstance(to, AtCounter) else to
    if isinstance(at, Refused):
        return at
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
    merchants, asked = sellers.merchants, basket.asked
    if travel_s is None:
        promised_s, foreseen = promises.collected_s(merchants, zone, asked), None
    else:
        promised_s = promises.promised_s(merchants, zone, travel_s, asked)
        foreseen = promises.foreseen(merchants, zone, asked)
    return Quote(
        id=turn.new_id("qu"),
        customer=wish.customer,
        basket=basket,
        bill=bill,
        destination=at,
        campaign=campaign,
        programme=wish.round_up,
        made_at=turn.now,
        holds_until=turn.now + QUOTE_HOLDS,
        promised_by=turn.now + timedelta(seconds=promised_s),
        foreseen=foreseen,
        terms=turn.in_force.number_at(turn.now),
        fulfilment=Fulfilment.PICK_UP if travel_s is None else Fulfilment.DELIVERY,
    )


def _counter(pickup: Point, to: AtCounter, terms: Terms) -> Destination | Refused:
    """The counter as where the order ends, with the number that was left."""
    phone = phone_in(to.phone, terms)
    return phone if isinstance(phone, Refused) else Destination(pickup, "", "", phone)


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
    fresh = _quote(turn, travel, wish_of(quote))
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
            fulfilment=order.fulfilment,
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
    pickup, id_ = sellers.pickup(turn.work), turn.new_id("or")
    promised_by = turn.now + (quote.promised_by - quote.made_at)
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
        note=note,
        returned=nothing,
        voucher_returned=nothing,
        terms=quote.terms,
        way=way,
        foreseen=quote.foreseen,
        pick_up=to_collect(turn, id_, sellers, promised_by) if collected else None,
    )
