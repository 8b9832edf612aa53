"""Opening a city: once, by whoever has the machine, with bounds on what it may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from tests.builders import EVENING, SmallCity, terms
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.charter import CityIsOpen
from yeshi.flow.city.opening import Opening, open_city, rename_city
from yeshi.flow.ports import Done, Store
from yeshi.geo.point import Point
from yeshi.market.hours import Hours
from yeshi.market.merchant import Market, Merchant
from yeshi.people.actor import CONSOLE, signed_in
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role

LILING = Opening(
    name=Name("醴陵", "Liling"),
    centre=Point(113.5, 27.65),
    terms=terms(),
    owner=Person("he-yu", "何玉", (), "hash"),
)
MARKET = Market("m", Name("市", "market"), Point(113.5, 27.65))
STALL = Merchant(
    id="s",
    name=Name("摊", "stall"),
    market="m",
    place=MARKET.collection,
    hours=Hours(time(17), time(2)),
    cook_s=300,
)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """A city that nobody has opened, on each store in turn."""
    made = SmallCity(store)
    made.engine = made.engine.acting(CONSOLE)
    return made


def test_it_is_opened_once_and_with_its_owner(city: SmallCity) -> None:
    """The same command again is answered as before, another one is refused."""
    assert open_city(city.engine, "o", LILING) == Done({"city": CITY})
    assert open_city(city.engine, "o", LILING) == Done({"city": CITY})
    assert open_city(city.engine, "p", LILING) == Refused(CityIsOpen())
    with city.store.read() as work:
        charter, owner = work.charters.get(CITY), work.persons.get("he-yu")
        kept = [one.event.kind for one in work.events.after(0, 10)]
        (first,) = work.enacted.all()
    assert charter is not None
    assert owner is not None
    assert (charter.name, charter.demo, charter.opened_at) == (LILING.name, False, EVENING)
    assert owner.grants == (Grant(Role.OWNER, CITY),)
    assert (first.number, first.terms, first.by) == (1, terms(), "console")
    assert kept == ["city.opened", "person.entered"]


def test_nobody_who_signs_in_opens_a_city(city: SmallCity) -> None:
    """An operator neither."""
    operator = Person("wu", "吴", (Grant(Role.OPERATOR, CITY),), None)
    refused = open_city(city.engine.acting(signed_in(operator)), "o", LILING)
    assert refused == Refused(NotAllowed("owner", CITY))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": Name("", "Liling")}, "name"),
        ({"name": Name("醴陵", "L" * 61)}, "name"),
        ({"centre": Point(181, 0)}, "centre"),
        ({"centre": Point(float("nan"), 0)}, "centre"),
        ({"terms": replace(terms(), zones=())}, "zones"),
        ({"terms": replace(terms(), answer_within_s=1)}, "answer_within_s"),
        ({"markets": (MARKET, MARKET)}, "market.id"),
        ({"merchants": ((STALL, ()), (STALL, ())), "markets": (MARKET,)}, "merchant.id"),
        ({"merchants": ((replace(STALL, id="a b"), ()),), "markets": (MARKET,)}, "merchant.id"),
        ({"owner": Person("he yu", "何玉", (), "hash")}, "person"),
        ({"owner": Person("he-yu", " ", (), "hash")}, "name"),
    ],
)
def test_what_is_out_of_bounds_opens_nothing(
    city: SmallCity, wrong: dict[str, object], field: str
) -> None:
    """The refusal names the field, and nothing is kept."""
    refused = open_city(city.engine, "o", replace(LILING, **wrong))  # type: ignore[arg-type]
    assert isinstance(refused, Refused)
    assert isinstance(refused.reason, Invalid)
    assert refused.reason.field == field
    with city.store.read() as work:
        assert work.charters.all() == []
        assert work.persons.all() == []


def test_its_name_may_be_changed_by_its_owner(city: SmallCity) -> None:
    """And by nobody else; before it is open there is none."""
    name = Name("醴陵市", "Liling city")
    gone = rename_city(city.engine, "r", name, LILING.centre)
    assert gone == Refused(Unknown("city", CITY))
    open_city(city.engine, "o", LILING)
    with city.store.read() as work:
        owner = work.persons.must("he-yu")
    theirs = city.engine.acting(signed_in(owner))
    assert rename_city(theirs, "s", name, LILING.centre) == Done({"city": CITY})
    stranger = city.engine.acting(signed_in(replace(owner, id="x", grants=())))
    refused = rename_city(stranger, "t", LILING.name, LILING.centre)
    assert refused == Refused(NotAllowed("owner", CITY))
    with city.store.read() as work:
        assert work.charters.must(CITY).name == name


def test_what_is_listed_is_there_from_the_beginning(city: SmallCity) -> None:
    """In its zone; a stall of a market that is not listed with it is refused."""
    alone = replace(LILING, merchants=((STALL, ()),))
    assert open_city(city.engine, "o", alone) == Refused(Unknown("market", "m"))
    assert open_city(city.engine, "p", replace(alone, markets=(MARKET,))) == Done({"city": CITY})
    with city.store.read() as work:
        assert work.merchants.must("s").district == "city"
        assert work.markets.must("m") == MARKET
