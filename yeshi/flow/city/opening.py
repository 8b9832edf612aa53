"""Opening a city: what it is called, where it lies, on which terms it trades, and who owns it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yeshi.base.names import Name, beyond_name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.city import CityOpened, CityRenamed
from yeshi.events.people import PersonEntered
from yeshi.flow.charter import Charter, CityIsOpen
from yeshi.flow.city.bounds import beyond_bounds, beyond_id, first_twice
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.in_force import Enacted
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls.listing import beyond_listing, list_merchant
from yeshi.flow.stalls.markets import list_market
from yeshi.flow.terms import Terms
from yeshi.geo.point import Point, beyond_place
from yeshi.market.catalogue import Item
from yeshi.market.entering import beyond_dish, said_of
from yeshi.market.merchant import Market, Merchant
from yeshi.market.shelf import SharedStock
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Grant, Person, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What somebody says who opens a city.

    `owner`: who may do everything in it from then on; None where people are entered otherwise.
    `markets`, `merchants`: what is listed in it from the beginning, stalls with their menus.
    `stocks`: what dishes of theirs share.
    """

    name: Name
    centre: Point
    terms: Terms
    demo: bool = False
    owner: Person | None = None
    markets: tuple[Market, ...] = ()
    merchants: tuple[tuple[Merchant, tuple[Item, ...]], ...] = ()
    stocks: tuple[SharedStock, ...] = ()


def open_city(engine: Engine, key: str, opening: Opening) -> Answer:
    """Open the city of this installation; refused where one is open already.

    For whoever has the machine: there is nobody else yet who could allow it.
    """

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OWNER) or beyond_opening(opening)
        if refused:
            return refused
        if turn.work.charters.lock(CITY) is not None:
            return Refused(CityIsOpen())
        _open(turn, opening)
        return Done({"city": CITY})

    return engine.perform(key, "open_city", act, asked=(opening,))


def rename_city(engine: Engine, key: str, name: Name, centre: Point) -> Answer:
    """Call the city something else, or have its map open elsewhere."""

    def act(turn: Turn) -> Answer:
        refused = (
            admit(turn.by, CITY, Role.OWNER) or beyond_name(name) or beyond_place("centre", centre)
        )
        if refused:
            return refused
        charter = turn.work.charters.lock(CITY)
        if charter is None:
            return Refused(Unknown("city", CITY))
        renamed = replace(charter, name=name, centre=centre)
        if renamed != charter:
            turn.work.charters.put(renamed)
            turn.emit(CityRenamed())
        return Done({"city": CITY})

    return engine.perform(key, "rename_city", act, asked=(name, centre))


def beyond_opening(opening: Opening) -> Refused | None:
    """The refusal of the first thing in it that cannot be; None where a city may open so."""
    refused = (
        beyond_name(opening.name)
        or beyond_place("centre", opening.centre)
        or beyond_bounds(opening.terms)
    )
    refused = refused or _beyond_listings(opening)
    if refused or opening.owner is None:
        return refused
    return beyond_id("person", opening.owner.id) or beyond_name(
        Name(opening.owner.name, opening.owner.name)
    )


def _beyond_listings(opening: Opening) -> Refused | None:
    """The refusal of the first market or merchant that could not be listed."""
    markets = {one.id for one in opening.markets}
    for kind, ids in (
        ("market", [one.id for one in opening.markets]),
        ("merchant", [one.id for one, _ in opening.merchants]),
        ("item", [item.id for _, menu in opening.merchants for item in menu]),
        ("stock", [one.id for one in opening.stocks]),
    ):
        twice = first_twice(ids)
        if twice is not None:
            return Refused(Invalid(f"{kind}.id", f"{twice} twice"))
    for market in opening.markets:
        refused = beyond_id("market.id", market.id) or beyond_name(market.name)
        if refused:
            return refused
    for merchant, menu in opening.merchants:
        if merchant.market is not None and merchant.market not in markets:
            return Refused(Unknown("market", merchant.market))
        refused = (
            beyond_id("merchant.id", merchant.id)
            or beyond_name(merchant.name)
            or beyond_listing(merchant, menu, opening.terms.currency)
            or _beyond_menu(menu, [it.id for it in opening.stocks if it.merchant == merchant.id])
        )
        if refused:
            return refused
    return None


def _beyond_menu(menu: Sequence[Item], stocks: Sequence[str]) -> Refused | None:
    """The refusal of the first dish that could not be entered."""
    known = {item.id: item for item in menu}
    for item in menu:
        refused = beyond_dish(said_of(item), known, stocks, item.id)
        if refused:
            return refused
    return None


def _open(turn: Turn, opening: Opening) -> None:
    now, terms = turn.now, opening.terms
    turn.work.charters.add(
        Charter(name=opening.name, centre=opening.centre, demo=opening.demo, opened_at=now)
    )
    turn.work.enacted.add(
        Enacted(id="1", number=1, from_at=now, enacted_at=now, by=turn.by.name, why="", terms=terms)
    )
    calendar = terms.calendar
    turn.emit(CityOpened(terms.currency, str(calendar.zone), opening.demo))
    for market in opening.markets:
        list_market(turn, market)
    for merchant, menu in opening.merchants:
        own = [one for one in opening.stocks if one.merchant == merchant.id]
        list_merchant(turn, merchant, menu, terms.zones, own)
    if opening.owner is not None:
        owner = replace(opening.owner, grants=(Grant(Role.OWNER, CITY), *opening.owner.grants))
        turn.work.persons.add(owner)
        turn.emit(PersonEntered(owner.id, tuple(f"{one.role}@{one.scope}" for one in owner.grants)))
