"""Quoting: what a basket comes to, at a door or at the counter, and by when it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from yeshi.base.money import Money
from yeshi.base.personal import Personal
from yeshi.base.refused import Refused
from yeshi.events.fulfilment import Fulfilment
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.addresses import phone_in, served_destination
from yeshi.flow.orders.bought import bought_of
from yeshi.flow.orders.choosing import choose
from yeshi.flow.orders.dealing import dealt_basket
from yeshi.flow.orders.looks import of_quoting
from yeshi.flow.orders.sellers import Sellers, sellers_of
from yeshi.flow.orders.wishing import times_of
from yeshi.flow.ports import Answer, Done
from yeshi.flow.programmes.donating import not_given_to
from yeshi.flow.promising import promises_of
from yeshi.flow.terms import Terms
from yeshi.flow.vouchers.offered import chosen_voucher
from yeshi.geo.point import Point
from yeshi.geo.travel import TravelTimes
from yeshi.geo.zones import zone_of
from yeshi.orders.at_table import AtTable
from yeshi.orders.basket import Basket, fill
from yeshi.orders.bill import Bill
from yeshi.orders.checkout import QUOTE_HOLDS, Besides, Quote, price
from yeshi.orders.delivery_pace import Foreseen
from yeshi.orders.group_part import OfGroup
from yeshi.orders.guest_wishes import GuestWish, asked_of, shared_basket, together, wishes_in
from yeshi.orders.notes import refuses_tip
from yeshi.orders.order import Destination
from yeshi.orders.wished import Wished
from yeshi.people.actor import admit_customer


@dataclass(frozen=True, slots=True)
class AtCounter:
    """Where an order goes that its customer collects; `phone`: of who comes, "" for none."""

    phone: Annotated[str, Personal("phone")] = ""


@dataclass(frozen=True, slots=True)
class OnTop:
    """What is put on the bill by wish: the voucher of a `campaign` ("" for none, None for the
    best), and a `tip` for who brings it."""

    campaign: str | None = None
    tip: Money | None = None


@dataclass(frozen=True, slots=True)
class ToTable:
    """Which table an order comes to, who of its guests wants what, and whether it is paid at the
    end: then no voucher takes anything off it, as several may pay."""

    table: AtTable
    wanted: tuple[GuestWish, ...]
    at_end: bool


@dataclass(frozen=True, slots=True)
class ForGroup:
    """Where an order of a group goes, what each of its guests wants, and whether each pays their
    own: then no voucher takes anything off it. Asked for is of that what the wish names."""

    to: Destination | AtCounter
    group: OfGroup
    wanted: tuple[GuestWish, ...]
    each_pays: bool = False


Whither = Destination | AtCounter | ToTable | ForGroup


@dataclass(frozen=True, slots=True)
class Wish:
    """What a customer asks a quote for: quantities by selection as it is written, the door, counter
    or table, and the programme that the total is rounded up for, if any."""

    customer: str
    wanted: Mapping[str, int]
    destination: Whither
    round_up: str | None = None
    on_top: OnTop = OnTop()


def ask_quote(engine: Engine, key: str, wish: Wish, wished_for: datetime | None = None) -> Answer:
    """Price a basket to a door or at the counter; the answer names the quote.

    `wished_for`: when the quarter of an hour begins in which it is wanted; None: as soon as can be.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, wish.customer)
        if refused:
            return refused
        quote = quote_of(turn, engine.travel, wish, wished_for)
        if isinstance(quote, Refused):
            return quote
        turn.work.quotes.add(quote)
        return Done({"quote": quote.id})

    looks = of_quoting(wish.wanted, wish.round_up, engine.terms)
    return engine.perform(key, "ask_quote", act, looks, (wish, wished_for))


def wish_of(quote: Quote) -> Wish:
    """What the quote was asked for."""
    to: Destination | AtCounter = quote.destination
    if quote.fulfilment is Fulfilment.PICK_UP:
        to = AtCounter(quote.destination.phone)
    on_top = OnTop(quote.wished_campaign, quote.bill.tip)
    if quote.of_group is None:
        return Wish(quote.customer, quote.basket.quantities, to, quote.programme, on_top)
    wanted = wishes_in(quote.basket)
    group = ForGroup(to, quote.of_group, wanted)
    return Wish(quote.customer, together(wanted), group, quote.programme, on_top)


def quote_of(
    turn: Turn, travel: TravelTimes, wish: Wish, wished_for: datetime | None = None
) -> Quote | Refused:
    """What the wish comes to now, not kept yet; or why it cannot be had."""
    said = wish.destination
    group = said if isinstance(said, ForGroup) else None
    to = _served(said.to if isinstance(said, ForGroup) else said, turn.terms)
    if isinstance(to, Refused):
        return to
    givers = len(group.group.names) if group and group.each_pays else 1
    brought = isinstance(to, Destination)
    refused = refuses_tip(wish.on_top.tip, turn.terms.currency, givers, brought)
    if refused:
        return refused
    chosen = _chosen(turn, wish, turn.now if wished_for is None else None)
    if isinstance(chosen, Refused):
        return chosen
    basket, sellers = chosen
    table = to.table if isinstance(to, ToTable) else None
    travel_s, to, way = _reached(travel, sellers.pickup(turn.work), to)
    billed = _billed(turn, wish, basket, sellers, travel_s)
    if isinstance(billed, Refused):
        return billed
    campaign, bill = billed
    promised = _promised(turn, wished_for, basket, sellers, travel_s)
    if isinstance(promised, Refused):
        return promised
    promised_by, foreseen, wished = promised
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
        promised_by=promised_by,
        foreseen=foreseen,
        terms=turn.in_force.number_at(turn.now),
        fulfilment=way,
        wished_campaign=wish.on_top.campaign,
        at_table=table,
        of_group=group.group if group else None,
        wished=wished,
    )


def times_for(turn: Turn, travel: TravelTimes, wish: Wish) -> list[Wished] | Refused:
    """Every later time at which the wish can be had, the soonest first; none at a table."""
    said = wish.destination
    to = _served(said.to if isinstance(said, ForGroup) else said, turn.terms)
    if isinstance(to, Refused):
        return to
    chosen = _chosen(turn, wish, None)
    if isinstance(chosen, Refused):
        return chosen
    basket, sellers = chosen
    pickup = sellers.pickup(turn.work)
    travel_s, _, way = _reached(travel, pickup, to)
    if way is Fulfilment.TABLE or (travel_s is not None and travel_s > turn.terms.fees.reach_s):
        return []
    zone = zone_of(pickup, turn.terms.zones)
    return times_of(turn, basket, sellers, zone, travel_s).all()


def _reached(
    travel: TravelTimes, pickup: Point, to: Destination | AtCounter | ToTable
) -> tuple[float | None, Destination, Fulfilment]:
    """How far it is from the counter, None where nobody brings it; where it goes, and how."""
    if isinstance(to, ToTable):
        return None, Destination(pickup, ""), Fulfilment.TABLE
    if isinstance(to, AtCounter):
        return None, Destination(pickup, "", "", to.phone), Fulfilment.PICK_UP
    return travel.between(pickup, to.place), to, Fulfilment.DELIVERY


def _served(
    said: Destination | AtCounter | ToTable, terms: Terms
) -> Destination | AtCounter | ToTable | Refused:
    """Where it goes, as it is kept."""
    if isinstance(said, ToTable):
        return said
    if isinstance(said, Destination):
        return served_destination(said, terms)
    phone = phone_in(said.phone, terms)
    return phone if isinstance(phone, Refused) else AtCounter(phone)


def _chosen(turn: Turn, wish: Wish, at: datetime | None) -> tuple[Basket, Sellers] | Refused:
    """The basket and who sells it, all of which can be had at that moment; None: whenever."""
    refused = not_given_to(turn.work, wish.round_up)
    if refused:
        return refused
    choosing = choose(turn.work, wish.wanted, at, turn.terms.calendar)
    if isinstance(choosing, Refused):
        return choosing
    sellers = sellers_of(turn.work, choosing.merchants)
    offers, to = choosing.offers(sellers), wish.destination
    if isinstance(to, ToTable):
        basket = shared_basket(to.wanted, offers)
    elif isinstance(to, ForGroup):
        basket = shared_basket(asked_of(to.wanted, wish.wanted), offers, packed=True)
    else:
        basket = fill(wish.wanted, offers)
    if isinstance(basket, Refused):
        return basket
    refused = sellers.refusal(at, turn.terms.calendar) if at else None
    if refused:
        return refused
    short = choosing.shelf.sell(choosing.demand)
    if isinstance(short, Refused):
        return short
    return dealt_basket(turn, basket, sellers, choosing.shelf.items), sellers


def _billed(
    turn: Turn, wish: Wish, basket: Basket, sellers: Sellers, travel_s: float | None
) -> tuple[str | None, Bill] | Refused:
    """The bill, with the campaign whose voucher is taken off it: by what the items cost alone."""
    fees, on_top = turn.terms.fees, wish.on_top
    bill = price(basket, fees, travel_s, Besides(Money(0, turn.terms.currency)))
    if isinstance(bill, Refused):
        return bill
    wished = "" if _paid_by_several(wish) else on_top.campaign
    bought = bought_of(basket, sellers.merchants, turn.terms.currency)
    chosen = chosen_voucher(turn, wish.customer, bought, wished)
    if isinstance(chosen, Refused):
        return chosen
    campaign, voucher = chosen
    besides = Besides(voucher, on_top.tip, wish.round_up is not None)
    bill = price(basket, fees, travel_s, besides)
    return bill if isinstance(bill, Refused) else (campaign, bill)


def _paid_by_several(wish: Wish) -> bool:
    """Whether several may pay it, so that no voucher takes anything off it."""
    to = wish.destination
    if isinstance(to, ToTable):
        return to.at_end
    return isinstance(to, ForGroup) and to.each_pays


def _promised(
    turn: Turn,
    wished_for: datetime | None,
    basket: Basket,
    sellers: Sellers,
    travel_s: float | None,
) -> tuple[datetime, Foreseen | None, Wished | None] | Refused:
    """By when it is there, what is known of its delivery where it has one and comes as soon as can
    be, and for which time it is where it comes later."""
    zone = zone_of(sellers.pickup(turn.work), turn.terms.zones)
    if wished_for:
        plan = times_of(turn, basket, sellers, zone, travel_s).wish(wished_for)
        return plan if isinstance(plan, Refused) else (plan.until, None, plan)
    merchants, asked, now = sellers.merchants, basket.asked, turn.now
    promises = promises_of(turn.work, turn.terms, merchants, [zone], turn.now)
    if travel_s is None:
        return now + timedelta(seconds=promises.collected_s(merchants, zone, asked)), None, None
    promised_s = promises.promised_s(merchants, zone, travel_s, asked)
    return now + timedelta(seconds=promised_s), promises.foreseen(merchants, zone, asked), None
