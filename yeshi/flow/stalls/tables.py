"""Tables: how many a stall or a market has with a code on them, and how those who sit there pay."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.base.code_sheet import TABLES_MAX
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.kitchen import MerchantPaysFirst
from yeshi.events.tables import TablesSet
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.market.table import DiningTable, TableBusy
from yeshi.people.actor import admit, admit_to
from yeshi.people.person import CITY, STEWARDS, Role


@dataclass(frozen=True, slots=True)
class OfStall:
    """The tables in front of one stall."""

    merchant: str


@dataclass(frozen=True, slots=True)
class OfMarket:
    """The tables of a market, to which all its stalls bring."""

    market: str


Place = OfStall | OfMarket


def set_tables(engine: Engine, key: str, place: Place, count: int) -> Answer:
    """Have so many tables, from 1 on; those that were there keep their codes.

    Of fewer tables the last ones go; their codes work again where they come back.
    """

    def act(turn: Turn) -> Answer:
        id_ = _admitted(turn, place)
        if isinstance(id_, Refused):
            return id_
        if not 0 <= count <= TABLES_MAX:
            return Refused(Invalid("tables", f"0…{TABLES_MAX}"))
        known = turn.work.tables.of_place(id_)
        busy = next((one for one in known if one.number > count and one.tab), None)
        if busy is not None:
            return Refused(TableBusy(busy.number))
        for one in known:
            gone = one.number > count
            if one.gone != gone:
                turn.work.tables.put(replace(turn.work.tables.must_lock(one.id), gone=gone))
        _add(turn, place, range(len(known) + 1, count + 1))
        if sum(not one.gone for one in known) != count:
            turn.emit(TablesSet(id_, count))
        return Done({"place": id_})

    return engine.perform(key, "set_tables", act, asked=(place, count))


def set_pay_first(engine: Engine, key: str, merchant_id: str, first: bool) -> Answer:
    """Have guests at tables pay before it is made; or let them pay at the end."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant_id), Role.STALLHOLDER)
        if refused:
            return refused
        merchant = turn.work.merchants.lock(merchant_id)
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        if merchant.pay_first != first:
            turn.work.merchants.put(replace(merchant, pay_first=first))
            turn.emit(MerchantPaysFirst(merchant_id, first))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "set_pay_first", act, asked=(merchant_id, first))


def tables_of(engine: Engine, place: str) -> list[DiningTable]:
    """The tables that a stall or market has, by number."""
    with engine.store.read() as work:
        return [one for one in work.tables.of_place(place) if not one.gone]


def _admitted(turn: Turn, place: Place) -> str | Refused:
    """The id of the place, kept from others, for who sets its tables."""
    if isinstance(place, OfStall):
        stall = Unknown("merchant", place.merchant)
        refused = admit_to(turn.by, stall, Role.STALLHOLDER)
        if refused:
            return refused
        return place.merchant if turn.work.merchants.lock(place.merchant) else Refused(stall)
    refused = admit(turn.by, CITY, *STEWARDS)
    if refused:
        return refused
    known = turn.work.markets.lock(place.market)
    return place.market if known else Refused(Unknown("market", place.market))


def _add(turn: Turn, place: Place, numbers: range) -> None:
    for number in numbers:
        id_ = turn.new_id("tb")
        if isinstance(place, OfStall):
            turn.work.tables.add(DiningTable(id=id_, number=number, merchant=place.merchant))
        else:
            turn.work.tables.add(DiningTable(id=id_, number=number, market=place.market))
