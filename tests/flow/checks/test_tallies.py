"""A tally that is not what the record tells is found."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity, done
from tests.flow.vouchers.ruled import launch, quoted
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.tallies import TalliesCheck
from yeshi.flow.orders import ordering
from yeshi.flow.vouchers import coding
from yeshi.vouchers.rules import CodeKind, Rules, VoucherLimits


def used_city() -> SmallCity:
    """With one order by a code that stands, and one that was called off."""
    city = SmallCity().settle_in()
    city.fill()
    launch(city, "word", Rules(code=CodeKind.ONE, limits=VoucherLimits(day=9)), word="NIGHT24")
    done(coding.enter_code(city.engine, city.key(), "c", "night24"))
    for _ in range(2):
        quote = quoted(city, "word")
        order = done(ordering.place(city.engine, city.key(), "c", quote))["order"]
    city.call_off(order)
    return city


def found(city: SmallCity) -> set[tuple[str, str]]:
    """Rules that do not hold, and of which thing."""
    with city.store.begin() as work:
        return {(one.rule, one.thing) for one in breaches_of(work, [TalliesCheck()])}


def test_what_was_counted_is_what_the_record_tells() -> None:
    """With what came back."""
    assert found(used_city()) == set()


def test_what_was_counted_otherwise_is_found() -> None:
    """Of a customer, of their codes, and of all."""
    for id_, change, rule in (
        ("word:c", {"times": 2}, "tally.times"),
        ("word:c", {"codes": 2}, "tally.codes"),
        ("word", {"times": 0}, "tally.times"),
        ("word:c", {"day_times": 2}, "tally.day"),
        ("word:c", {"day_fen": 0}, "tally.day"),
        ("word", {"day_times": 0}, "tally.day"),
        ("word", {"day_fen": 1400}, "tally.day"),
    ):
        city = used_city()
        with city.store.begin() as work:
            work.tallies.put(replace(work.tallies.must(id_), **change))
        assert found(city) == {(rule, id_)}


def test_a_day_is_told_by_its_own_orders() -> None:
    """Not by those of the night before, nor by what of them comes back later."""
    city = used_city()
    city.wait(24 * 60)
    quote = quoted(city, "word")
    done(ordering.place(city.engine, city.key(), "c", quote))
    assert found(city) == set()
    with city.store.begin() as work:
        assert work.tallies.must("word").day_times == 1
