"""Each market of the demo city has tables, and who has fewer keeps what they have."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.builders import SmallCity, done
from yeshi.flow.stalls.tables import OfMarket, set_tables, tables_of
from yeshi.twin.demo.furnishing import MARKET_TABLES, furnish


def test_tables_are_put_there_once() -> None:
    """Also after they were changed by hand."""
    city = SmallCity().settle_in()
    quarter = SimpleNamespace(market=SimpleNamespace(id="m"))
    made_up: Any = SimpleNamespace(quarters=(quarter,))
    furnish(city.engine, made_up)
    assert len(tables_of(city.engine, "m")) == MARKET_TABLES
    done(set_tables(city.engine, city.key(), OfMarket("m"), 2))
    furnish(city.engine, made_up)
    assert len(tables_of(city.engine, "m")) == 2
