"""The tables of the demo city: each market has some, to which all its stalls bring."""

from __future__ import annotations

from yeshi.files.city import City
from yeshi.flow.engine import Engine
from yeshi.flow.stalls.tables import OfMarket, set_tables
from yeshi.twin.actors.kitchens import void
from yeshi.twin.demo.bargains import bargain

# So many tables stand in each market; one guest in eight sits down at one.
MARKET_TABLES, SIT = 16, 1 / 8


def set_out(engine: Engine, city: City) -> None:
    """Put there what the city's stalls and markets have of their own: tables, and deals."""
    furnish(engine, city)
    bargain(engine)


def furnish(engine: Engine, city: City) -> None:
    """Put the tables there once; who has fewer since then keeps what they have."""
    for quarter in city.quarters:
        market = quarter.market.id
        named = f"demo:tables:{market}"
        void(set_tables(engine, named, OfMarket(market), MARKET_TABLES))
