"""A city written as a file that opens the same city elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, InlineTable, Table

from yeshi.base.names import Name
from yeshi.files.dishes import item_table, stock_table
from yeshi.files.policy import PolicyDocument
from yeshi.flow.city.opening import Opening
from yeshi.flow.terms import Terms
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.market.catalogue import Item
from yeshi.market.merchant import Merchant
from yeshi.market.shelf import SharedStock
from yeshi.payments.rules import PayoutRules

HEAD = "A city of Yeshi. docs/reference/city-files.md names every key with its bounds."
# As a market, a stall or a zone is written: what it is called, and where it is.
Placed = tuple[str, Name, Point]


def city_file(said: Opening) -> str:
    """The text of the file: `read_city` and `read_terms` read the same of it.

    It has no people: whoever opens the city enters its owner.
    """
    terms = said.terms
    document = tomlkit.document()
    document.add(tomlkit.comment(HEAD))
    document.add(tomlkit.nl())
    document["name"] = _name(said.name)
    document["centre"] = _place(said.centre)
    document["time_zone"] = str(terms.calendar.zone)
    document["day_turns"] = terms.calendar.turns_at
    document["currency"] = terms.currency
    document["terms"] = _terms(terms)
    document["zones"] = _tables(_zone(one) for one in terms.zones)
    if said.markets:
        document["markets"] = _tables(
            _placed((one.id, one.name, one.collection), "place") for one in said.markets
        )
    if said.merchants:
        document["merchants"] = _tables(
            _merchant(one, menu, [it for it in said.stocks if it.merchant == one.id])
            for one, menu in said.merchants
        )
    return tomlkit.dumps(document)


def _terms(terms: Terms) -> Table:
    table = tomlkit.table()
    table["commission"] = terms.commission.basis_points / 10_000
    for name in (
        "answer_within_s", "strand_after_s", "complaint_within_s", "kitchen_cv", "way_cv",
        "promise_kept",
    ):  # fmt: skip
        table[name] = getattr(terms, name)
    if terms.round_up is not None:
        table["round_up"] = terms.round_up
    if terms.country:
        table["country"] = terms.country
    fees, service = terms.fees, terms.service
    table["delivery"] = {
        "base_fen": fees.delivery_base.fen,
        "base_km": fees.delivery_base_km,
        "per_km_fen": fees.delivery_per_km.fen,
        "reach_minutes": fees.reach_s / 60,
        "wait_s": fees.wait_s,
    }
    cash = {"open_max": terms.cash_open_max}
    if terms.cash_most is not None:
        cash["most_fen"] = terms.cash_most.fen
    table["cash"] = cash
    table["pay"] = {"order_fen": terms.pay_per_order.fen, "hour_fen": terms.pay_per_hour.fen}
    table["service"] = {"counter_s": service.pickup_s, "door_s": service.dropoff_s}
    table["facts"] = {
        "asked": [fact.value for fact in terms.facts.asked],
        "checked_days": terms.facts.checked_days,
        "notice_days": list(terms.facts.notice_days),
    }
    table["payouts"] = _payouts(terms.payouts)
    table["policy"] = {
        name: value
        for name in PolicyDocument.model_fields
        if (value := getattr(terms.policy, name)) is not None
    }
    return table


def _payouts(rules: PayoutRules) -> dict[str, Any]:
    said: dict[str, Any] = {"days": list(rules.days), "arrives_days": rules.arrives_days}
    if rules.least is not None:
        said["least_fen"] = rules.least.fen
    return said


def _zone(zone: Zone) -> Table:
    table = _placed((zone.id, zone.name, zone.centre), "centre")
    if zone.outline:
        # A corner a line, so that a fault in one is told with its line.
        corners = [[one.x, one.y] for one in zone.outline]
        table["outline"] = tomlkit.item(corners).multiline(True)
    return table


def _merchant(merchant: Merchant, menu: Iterable[Item], stocks: Sequence[SharedStock]) -> Table:
    table = _placed((merchant.id, merchant.name, merchant.place), "place")
    if merchant.market is not None:
        table["market"] = merchant.market
    table["opens"], table["closes"] = merchant.hours.opens, merchant.hours.closes
    table["cook_s"], table["online"] = merchant.cook_s, merchant.online
    table["sector"] = merchant.sector
    if stocks:
        table["stocks"] = _tables(stock_table(one) for one in stocks)
    items = _tables(item_table(one) for one in menu)
    if items:
        table["items"] = items
    return table


def _placed(said: Placed, where: str) -> Table:
    id_, name, place = said
    table = tomlkit.table()
    table["id"], table["name"], table[where] = id_, _name(name), _place(place)
    return table


def _tables(tables: Iterable[Table]) -> AoT:
    found = tomlkit.aot()
    for table in tables:
        found.append(table)
    return found


def _name(name: Name) -> InlineTable:
    table = tomlkit.inline_table()
    table.update({"zh": name.zh, "en": name.en})
    return table


def _place(place: Point) -> Any:
    return tomlkit.item([place.x, place.y])
