"""What is entered of stalls, markets and couriers, as whoever enters them looks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from yeshi.base.refused import Refused, Unknown
from yeshi.fleet.courier import Courier
from yeshi.fleet.shifts import Shift, ShiftState
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Listed
from yeshi.market.catalogue import Item
from yeshi.market.merchant import Market, Merchant
from yeshi.people.actor import admit
from yeshi.people.person import CITY, STEWARDS

T = TypeVar("T")
PAGE = 30
# In a list from which one is chosen.
MARKETS_MAX = 500
_DISHES_SHOWN = 200
SHIFTS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class SomeEntered(Generic[T]):
    """A page of them by id; `before`, `after`: where the others begin, None where none are."""

    found: tuple[T, ...]
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class CourierEntered:
    """A courier, the shifts they have to come, and those of late, the newest first."""

    courier: Courier
    to_come: tuple[Shift, ...]
    past: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class StallEntered:
    """A stall with its market and what it sells; `markets`: those it may stand in."""

    stall: Merchant
    market: Market | None
    menu: tuple[Item, ...]
    markets: tuple[Market, ...]


def stalls(engine: Engine, text: str, ended: bool, start: int) -> SomeEntered[Merchant] | Refused:
    """The stalls with the text in their name or id: those there are, or those that ended."""
    refused = admit(engine.actor, CITY, *STEWARDS)
    if refused:
        return refused
    with engine.store.read() as work:
        return page_of(work.merchants, text, ended, start)


def markets(engine: Engine, text: str, ended: bool, start: int) -> SomeEntered[Market] | Refused:
    """The markets with the text in their name or id: those there are, or those that ended."""
    refused = admit(engine.actor, CITY, *STEWARDS)
    if refused:
        return refused
    with engine.store.read() as work:
        return page_of(work.markets, text, ended, start)


def couriers(engine: Engine, text: str, ended: bool, start: int) -> SomeEntered[Courier] | Refused:
    """The couriers with the text in their name or id: those who ride, or those who left."""
    refused = admit(engine.actor, CITY, *STEWARDS)
    if refused:
        return refused
    with engine.store.read() as work:
        return page_of(work.couriers, text, ended, start)


def courier(engine: Engine, courier_id: str) -> CourierEntered | Refused:
    """One courier with their shifts."""
    refused = admit(engine.actor, CITY, *STEWARDS)
    if refused:
        return refused
    with engine.store.read() as work:
        found = work.couriers.get(courier_id)
        if found is None:
            return Refused(Unknown("courier", courier_id))
        to_come = tuple(work.shifts.to_come(courier_id))
        past = work.shifts.of_courier(courier_id, SHIFTS_SHOWN + len(to_come))
    late = [one for one in past if one.state is not ShiftState.PLANNED]
    return CourierEntered(found, to_come, tuple(late[:SHIFTS_SHOWN]))


def open_markets(engine: Engine) -> tuple[Market, ...]:
    """The markets there are, by id."""
    with engine.store.read() as work:
        return tuple(work.markets.sought("", False, 0, MARKETS_MAX))


def stall(engine: Engine, merchant_id: str) -> StallEntered | Refused:
    """One stall with what may be changed of it."""
    refused = admit(engine.actor, CITY, *STEWARDS)
    if refused:
        return refused
    with engine.store.read() as work:
        found = work.merchants.get(merchant_id)
        if found is None:
            return Refused(Unknown("merchant", merchant_id))
        return StallEntered(
            stall=found,
            market=work.markets.get(found.market) if found.market else None,
            menu=tuple(work.items.first_of([merchant_id], _DISHES_SHOWN)),
            markets=tuple(work.markets.sought("", False, 0, MARKETS_MAX)),
        )


def market(engine: Engine, market_id: str) -> tuple[Market, int] | Refused:
    """One market, and how many stalls there are in it."""
    refused = admit(engine.actor, CITY, *STEWARDS)
    if refused:
        return refused
    by_clock = engine.terms.calendar.local(engine.clock.now()).time()
    with engine.store.read() as work:
        found = work.markets.get(market_id)
        if found is None:
            return Refused(Unknown("market", market_id))
        return found, work.merchants.counts(by_clock).get(market_id, (0, 0))[1]


def page_of(records: Listed[T], text: str, ended: bool, start: int) -> SomeEntered[T]:
    """A page of what is looked for, from the `start`th on."""
    found = records.sought(text.strip(), ended, start, PAGE + 1)
    after = start + PAGE if len(found) > PAGE else None
    return SomeEntered(tuple(found[:PAGE]), max(0, start - PAGE) if start else None, after)
