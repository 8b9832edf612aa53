"""A new stall is led through its first steps until customers can order from it."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity, done
from yeshi.flow.in_force import InForce
from yeshi.flow.stalls import vouching
from yeshi.flow.stalls.dishes import end_dish
from yeshi.market.facts import Fact, FactRules, FactsSaid
from yeshi.market.merchant import Merchant
from yeshi.web.stall.beginning import beginning_of

RULES = FactRules(asked=(Fact.SIGN,))


def stall(city: SmallCity) -> Merchant:
    """Stall a as it is kept."""
    with city.store.read() as work:
        return work.merchants.must("a")


def test_it_is_over_once_there_is_a_menu_and_nothing_is_lacked() -> None:
    """A dish that has ended is none."""
    city = SmallCity().settle_in()
    begun = beginning_of(city.engine, stall(city))
    assert (begun.has_menu, begun.is_over) == (True, True)
    with city.store.read() as work:
        items = [one.id for one in work.items.of_merchant("a")]
    for item in reversed(items):
        done(end_dish(city.engine, city.key(), "a", item))
    begun = beginning_of(city.engine, stall(city))
    assert (begun.has_menu, begun.is_over) == (False, False)


def test_what_is_lacked_is_entered_first_and_confirmed_then() -> None:
    """The stall has done its part when all is entered, and sells when it is confirmed."""
    city = SmallCity().settle_in()
    city.engine.in_force = InForce.alone(replace(city.engine.terms, facts=RULES))
    lacking = replace(stall(city), lacks_facts=True)
    with city.store.begin() as work:
        work.merchants.put(lacking)
    begun = beginning_of(city.engine, lacking)
    assert (begun.lacks, begun.is_over) == (True, False)
    said = FactsSaid(sign="Sign", licence="", licence_until=None, address="", seats=None)
    done(vouching.enter_facts(city.engine, city.key(), "a", said))
    begun = beginning_of(city.engine, lacking)
    assert (begun.lacks, begun.is_over) == (False, False)
