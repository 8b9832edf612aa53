"""Figures of a day are counted on from where they were, and are those that a count anew gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.builders import SmallCity
from yeshi.events.record import Recorded
from yeshi.flow.ports import Store
from yeshi.web.frame import figures
from yeshi.web.frame.figures import FigureDesk


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn, with an order."""
    city = SmallCity(store).settle_in()
    city.fill()
    city.place({"a1": 1})
    return city


def test_a_day_that_is_over_is_counted_on_too(city: SmallCity) -> None:
    """What ended after the day turned is in it; the day under way is another."""
    desk, day = FigureDesk(city.engine), city.calendar.business_day(city.clock.now())
    late = city.place({"a1": 1})
    assert desk.figures(day).orders == 2
    city.wait(24 * 60)
    city.cook(late)
    assert desk.figures().orders == 0
    assert desk.figures(day) == FigureDesk(city.engine).figures(day)
    assert desk.figures(day).active_businesses == 1


def test_no_event_is_read_twice_as_long_as_its_day_is_kept(
    city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The days asked for longest ago are counted anew."""
    monkeypatch.setattr(figures, "DAYS_MAX", 2)
    desk, today = FigureDesk(city.engine), city.calendar.business_day(city.clock.now())
    read: list[int] = []
    with city.store.begin() as work:
        events = type(work.events)
    of_day = events.of_day

    def counted(self: object, day: date, after: int = 0) -> Iterator[Recorded]:
        for one in of_day(self, day, after):  # type: ignore[arg-type]
            read.append(one.seq)
            yield one

    monkeypatch.setattr(events, "of_day", counted)
    desk.figures()
    once = len(read)
    city.place({"a1": 1})
    for day in (today, today - timedelta(9), today):
        desk.figures(day)
    assert len(set(read)) == len(read) > once
    for back in (8, 9):
        desk.figures(today - timedelta(back))
    desk.figures(today)
    assert len(set(read)) < len(read)
