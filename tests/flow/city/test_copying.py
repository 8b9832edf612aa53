"""What would open a city once more has its places, terms and menus, and nobody's secrets."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity, done
from yeshi.flow.city.copying import opening_of_open
from yeshi.flow.city.opening import Opening, open_city
from yeshi.flow.stalls.holding import hold
from yeshi.people.person import CITY


def copied(city: SmallCity) -> Opening:
    """What would open it once more."""
    with city.store.read() as work:
        charter = work.charters.must(CITY)
    return opening_of_open(city.store, charter, city.engine.terms)


def test_a_copy_opens_as_the_same_city() -> None:
    """Copied in turn it is told alike."""
    said = copied(SmallCity().open_up().settle_in())
    assert said.markets
    assert said.merchants
    assert all(menu for _, menu in said.merchants)
    other = SmallCity()
    done(open_city(other.engine, other.key(), said))
    assert copied(other) == said


def test_what_is_of_tonight_or_of_an_owner_is_not_copied() -> None:
    """That a stall is held or pauses, and what its owner said of themselves."""
    city = SmallCity().open_up().settle_in()
    before = copied(city)
    with city.store.begin() as work:
        stall = work.merchants.all()[0]
        work.merchants.put(replace(stall, owner_woman=True, owner_born_year=1984, taking=False))
    done(hold(city.engine, city.key(), stall.id, 60, "today closed", "a burst pipe"))
    assert copied(city) == before
    assert not any(one.owner_woman or one.owner_born_year for one, _ in before.merchants)
