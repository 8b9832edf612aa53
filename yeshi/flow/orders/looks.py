"""What the commands of an order will look at, told step by step, so that it is read together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from yeshi.base.selection import selection_of
from yeshi.flow.engine import Look
from yeshi.flow.orders.choosing import demand_of, items_of, stocks_of
from yeshi.flow.ports import Glance, Work
from yeshi.flow.terms import Terms
from yeshi.geo.zones import zone_of
from yeshi.ledger import accounts
from yeshi.market.merchant import Merchant
from yeshi.orders.checkout import Quote


def of_quoting(wanted: Mapping[str, int], programme: str | None, terms: Terms) -> tuple[Look, ...]:
    """Dishes and what vouchers there are; their stalls and what sets are made of; then the rest."""
    named = [selection_of(written).item for written in wanted]

    def dishes(_: Work) -> Glance:
        given_to = [programme] if programme else []
        return Glance({"items": named, "programmes": given_to}, whole=["campaigns"])

    def stalls(work: Work) -> Glance:
        budgets = [accounts.campaign(one.id) for one in work.campaigns.all()]
        found = work.items.get_many(named).values()
        parts = [part for one in found for part in one.parts]
        return Glance({"merchants": _sellers(work, named), "items": parts}, accounts=budgets)

    def counters(work: Work) -> Glance:
        sellers = _sellers(work, named)
        there = _counters(work, sellers).things
        shared = stocks_of(items_of(work, named).values())
        return Glance({**there, "stocks": shared, **_paces(work, sellers, terms)})

    return dishes, stalls, counters


def of_placing(quote_id: str) -> tuple[Look, ...]:
    """The quote, then what it is made of and paid from, then where it is collected."""

    def quote(_: Work) -> Glance:
        return Glance(locked={"quotes": [quote_id]})

    def basket(work: Work) -> Glance:
        found = work.quotes.get(quote_id)
        if found is None or found.order:
            return Glance()
        demand = demand_of(found.basket.all_lines)
        budgets = [accounts.campaign(found.campaign)] if found.campaign else []
        return Glance(
            {
                "items": demand.item_ids,
                "merchants": found.basket.merchants,
                "campaigns": [found.campaign] if found.campaign else [],
            },
            locked={"items": demand.item_ids, "stocks": demand.stock_ids},
            accounts=[accounts.wallet(found.customer), *budgets],
        )

    def counters(work: Work) -> Glance:
        found = work.quotes.get(quote_id)
        return _counters(work, found.basket.merchants) if found else Glance()

    return quote, basket, counters


def of_keeping(quote_id: str) -> tuple[Look, ...]:
    """The quote, then what is kept of it until it is paid; where it is collected is asked then."""
    return of_placing(quote_id)[:2]


def of_taking_up(payment: str) -> tuple[Look, ...]:
    """The payment that came, the quote that waits for it, and what its order is made of."""

    def intent(_: Work) -> Glance:
        return Glance(locked={"payment_intents": [payment]})

    def quote(work: Work) -> Glance:
        found = work.payment_intents.get(payment)
        return Glance(locked={"quotes": [found.quote]}) if found else Glance()

    def basket(work: Work) -> Glance:
        found = _waiting(work)
        if found is None:
            return Glance()
        campaigns = [found.campaign] if found.campaign else []
        return Glance({"merchants": found.basket.merchants, "campaigns": campaigns})

    def counters(work: Work) -> Glance:
        found = _waiting(work)
        return _counters(work, found.basket.merchants) if found else Glance()

    def _waiting(work: Work) -> Quote | None:
        known = work.payment_intents.get(payment)
        found = work.quotes.get(known.quote) if known else None
        return found if found and found.waits and not found.order else None

    return intent, quote, basket, counters


def of_cooking(order_id: str) -> tuple[Look, ...]:
    """The order that a kitchen answers."""
    return (lambda _: Glance(locked={"orders": [order_id]}),)


def of_delivering(order_id: str) -> tuple[Look, ...]:
    """The order that a courier carries, then the courier, their route and their shift."""

    def order(_: Work) -> Glance:
        return Glance(locked={"orders": [order_id]})

    def way(work: Work) -> Glance:
        found = work.orders.get(order_id)
        if found is None or found.courier is None or found.route is None:
            return Glance()
        return Glance(locked={"couriers": [found.courier], "routes": [found.route]})

    def shift(work: Work) -> Glance:
        found = work.orders.get(order_id)
        courier = work.couriers.get(found.courier) if found and found.courier else None
        on = courier.shift if courier else None
        return Glance(locked={"shifts": [on]}) if on else Glance()

    return order, way, shift


def of_committing(order_ids: Collection[str], courier: str) -> tuple[Look, ...]:
    """The orders of a trip and whoever brings them, in one sequence for all who lock several."""
    return (lambda _: Glance(locked={"orders": sorted(order_ids), "couriers": [courier]}),)


def _sellers(work: Work, wanted: Iterable[str]) -> list[str]:
    found = work.items.get_many(list(wanted))
    return list(dict.fromkeys(one.merchant for one in found.values()))


def _counters(work: Work, sellers: Iterable[str]) -> Glance:
    found = list(work.merchants.get_many(list(sellers)).values())
    return Glance({"markets": _markets(found)}) if len(found) > 1 else Glance()


def _paces(work: Work, sellers: list[str], terms: Terms) -> dict[str, list[str]]:
    """What is known of the kitchens, and of the zone in which the first of them is."""
    found = list(work.merchants.get_many(sellers).values())
    if not found or not terms.promise_kept:
        return {}
    zone = zone_of(found[0].place, terms.zones)
    return {"kitchen_paces": sellers, "delivery_paces": [zone]}


def _markets(merchants: Iterable[Merchant]) -> list[str]:
    return [one.market for one in merchants if one.market]
