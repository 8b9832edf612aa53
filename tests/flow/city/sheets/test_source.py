"""What sheets are made from is the city's records, by id, and only shocks that stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.builders import EVENING, SmallCity
from tests.flow.city.sheets.test_preparing import NoColumns, NoPanels
from yeshi.base.names import Name
from yeshi.flow.city.sheets.source import Source
from yeshi.observatory.shock import Shock, ShockKind


def test_records_by_id_and_shocks_that_were_not_withdrawn() -> None:
    """The latest shock first; every campaign weighed."""
    city = SmallCity().settle_in()
    first = Shock(
        id="s1",
        name=Name("疫", "x"),
        kind=ShockKind.EPIDEMIC,
        began_on=date(2026, 1, 5),
        ended_on=None,
        note="",
        entered_by="o",
        entered_at=EVENING,
    )
    with city.store.begin() as work:
        for one in (first, replace(first, id="s2", began_on=date(2026, 6, 1)),
                    replace(first, id="s3", withdrawn=True)):  # fmt: skip
            work.shocks.add(one)
    source = Source(
        store=city.store,
        terms=city.engine.terms,
        columns=NoColumns(),
        panels=NoPanels(),
        today=EVENING.date(),
        now=EVENING,
    )
    assert [one.id for one in source.shocks] == ["s2", "s1"]
    assert set(source.merchants) == {"a", "b", "r"}
    assert set(source.markets) == {"m"}
    assert set(source.couriers) == {"x", "y"}
    assert [one.campaign.id for one in source.weighed()] == ["v"]
