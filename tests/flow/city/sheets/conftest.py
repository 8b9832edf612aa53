"""The city whose sheets are prepared."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from yeshi.base.money import Money
from yeshi.flow.stalls import running


@pytest.fixture
def city() -> SmallCity:
    """An order of two stalls delivered; one of them changed a price on its figures."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1, "b2": 1})
    city.cook(order)
    city.bring(order)
    done(running.reprice(city.engine, city.key(), "a", "a1", Money(1600, "CNY")))
    return city
