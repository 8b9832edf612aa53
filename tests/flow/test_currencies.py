"""Cities whose money has no parts, and thousandths: nothing is divided by a hundred."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import EVENING, SmallCity
from yeshi.adapters.columns.reading import read_figure
from yeshi.adapters.columns.writing import bring_up_to_date
from yeshi.base.refused import Refused
from yeshi.web.frame.amounts import amount_of, money

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")


@pytest.mark.parametrize(
    ("currency", "unit", "rounded", "told"),
    [("JPY", 1, 0, "¥4,650"), ("KWD", 1000, 850, "KWD 4.650"), ("CNY", 100, 50, "¥46.50")],
)
def test_an_order_is_booked_and_told_in_units_of_its_currency(
    currency: str, unit: int, rounded: int, told: str, tmp_path: Path
) -> None:
    """Of 4150 of the smallest unit: rounded up to a whole one, where there are parts."""
    city = SmallCity.on(EVENING, currency).settle_in()
    city.fill()
    order = city.place({"a1": 1, "b2": 1})
    city.cook(order)
    city.bring(order)
    assert city.balance("programme:rural-teachers") == rounded
    assert city.balance("merchant:a") + city.balance("merchant:b") == 4650 - 279
    assert city.balance("campaign:v") == 10_000 - 800
    assert city.balance("escrow") == 0
    bring_up_to_date(city.store, tmp_path, city.calendar)
    (trade,) = read_figure(tmp_path, "trade", None, None, [], currency).to_pylist()
    assert (trade["sold"], trade["fees"], trade["vouchers"]) == (
        4650 / unit, 279 / unit, 800 / unit,
    )  # fmt: skip
    assert money(city.money(4650)) == told


def test_more_decimals_than_the_currency_has_are_refused() -> None:
    """A half yen is no amount; a fil of a dinar is one, and a tenth of it is not."""
    assert isinstance(amount_of("1.5", "JPY"), Refused)
    assert amount_of("¥500", "JPY") == SmallCity.on(EVENING, "JPY").money(500)
    assert amount_of("1.234", "KWD") == SmallCity.on(EVENING, "KWD").money(1234)
    assert isinstance(amount_of("1.2345", "KWD"), Refused)
