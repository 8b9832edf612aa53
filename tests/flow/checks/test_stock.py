"""Stock that is not what was counted, sold and put back is found."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import done
from tests.flow.checks.cities import busy_city, spoilt
from yeshi.flow import due
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.stock import StockCheck
from yeshi.flow.orders import cooking
from yeshi.flow.ports import Work


def test_a_portion_that_nobody_sold_is_missed() -> None:
    """One fewer than the record tells."""

    def eat(work: Work, orders: dict[str, str]) -> None:
        item = work.items.must("a2")
        work.items.put(replace(item, left=(item.left or 0) - 1))

    assert spoilt(eat) == {"stock.told"}


def test_what_was_not_counted_in_the_record_is_not_told() -> None:
    """Its merchant listed it with a stock that no event says."""

    def eat(work: Work, orders: dict[str, str]) -> None:
        item = work.items.must("r2")
        work.items.put(replace(item, left=1))

    assert spoilt(eat) == set()


def test_silence_and_calling_off_put_back_and_turning_down_does_not() -> None:
    """As many are told as are left."""
    city, _ = busy_city()
    order = city.place({"a2": 1, "b2": 1})
    done(cooking.accept(city.engine, city.key(), "a", order, city.clock.now()))
    city.wait(10)
    due.carry_out(city.engine, due.LAPSE)
    with city.store.begin() as work:
        assert not list(breaches_of(work, [StockCheck()]))
        # Nine counted: one settled, one taken on; and one turned down.
        assert [work.items.must(id_).left for id_ in ("a2", "b2")] == [7, 8]
