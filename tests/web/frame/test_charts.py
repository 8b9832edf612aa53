"""A chart of orders by hour has an axis of whole orders, also before the first one."""

from __future__ import annotations

from typing import Any

from tests.builders import SmallCity
from yeshi.web.frame.charts import orders_by_hour
from yeshi.web.frame.figures import FigureDesk


def axis_of(city: SmallCity) -> tuple[dict[str, Any], str]:
    """The scale and the numbers of the axis."""
    day = city.calendar.business_day(city.clock.now())
    drawn = orders_by_hour(FigureDesk(city.engine).figures(day), [20], "en")
    told = drawn["encoding"]["y"]
    return told["scale"], told["axis"]["format"]


def test_whole_orders_from_none_on() -> None:
    """An axis without a length would be marked with millionths of an order."""
    city = SmallCity().open_up().settle_in()
    city.fill()
    assert axis_of(city) == ({"domain": [0, 1]}, ",d")
    city.place({"a1": 1})
    assert axis_of(city) == ({}, ",d")
