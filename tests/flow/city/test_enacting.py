"""Terms with versions: who changed what from when, and what was quoted keeps its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, terms
from yeshi.base.calendar import Calendar, zone_named
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.charter import ZoneInUse
from yeshi.flow.city.enacting import TermsMoved, changes, enact_terms, history_of
from yeshi.flow.city.opening import Opening, open_city
from yeshi.flow.in_force import Enacted, InForce
from yeshi.flow.ports import Done, Store
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.orders.sharing import Commission
from yeshi.people.actor import CONSOLE, signed_in
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role

DEARER = replace(terms(), commission=Commission(1000), pay_per_order=Money(900, "CNY"))


@pytest.fixture
def city(store: Store) -> SmallCity:
    """A small city that is open, on each store in turn."""
    made = SmallCity(store).settle_in()
    opening = Opening(name=Name("城", "city"), centre=Point(0, 0), terms=terms())
    open_city(made.engine.acting(CONSOLE), "open", opening)
    return made


def owner_of(city: SmallCity) -> object:
    """The engine, on which the owner acts."""
    owner = Person("he", "何", (Grant(Role.OWNER, CITY),), None)
    return city.engine.acting(signed_in(owner))


def versions_of(city: SmallCity) -> list[Enacted]:
    """All versions, the last first."""
    return [one.version for one in history_of(city.engine)]


def hear(city: SmallCity) -> None:
    """Go by the versions that are kept, as each process of a live city does."""
    city.engine.in_force.renew(versions_of(city))


def test_a_change_is_kept_with_who_when_and_why(city: SmallCity) -> None:
    """And its event names what is different."""
    assert enact_terms(owner_of(city), "e", DEARER, " rent ") == Done({"terms": "2"})
    last, first = versions_of(city)
    assert (last.number, last.by, last.why, last.from_at) == (2, "person:he", "rent", EVENING)
    assert (first.number, first.terms) == (1, terms())
    with city.store.read() as work:
        event = work.events.last().event
    assert event.changed == ("commission.basis_points", "pay_per_order")


def test_an_order_keeps_the_terms_of_its_quote(city: SmallCity) -> None:
    """The commission of one that is delivered after a change is that of before."""
    city.fill()
    old = city.place({"a1": 2})
    enact_terms(owner_of(city), "e", DEARER, "rent")
    hear(city)
    new = city.place({"a1": 2})
    for order in (old, new):
        city.cook(order)
        city.bring(order)
    with city.store.read() as work:
        fees = {
            one.event.order: sum(share.fee.fen for share in one.event.shares)
            for one in work.events.after(0, 1000)
            if one.event.kind == "order.settled"
        }
        sold = work.orders.must(old).bill.items + work.orders.must(old).bill.packing
        assert (work.orders.must(old).terms, work.orders.must(new).terms) == (1, 2)
    assert fees == {old: sold.share(600).fen, new: sold.share(1000).fen}


def test_what_is_meant_for_later_waits_for_its_moment(city: SmallCity) -> None:
    """Until then the terms are as they were; a moment that is past is now."""
    tomorrow = city.clock.now() + timedelta(days=1)
    enact_terms(owner_of(city), "e", DEARER, "rent", tomorrow)
    hear(city)
    assert city.engine.terms == terms()
    city.clock.put(tomorrow)
    assert city.engine.terms == DEARER
    enact_terms(owner_of(city), "f", terms(), "again", tomorrow - timedelta(days=9))
    assert versions_of(city)[0].from_at == tomorrow


@pytest.mark.parametrize(
    ("wrong", "why", "days", "field"),
    [
        (DEARER, "", 0, "why"),
        (DEARER, "w" * 201, 0, "why"),
        (DEARER, "rent", 400, "from_at"),
        (replace(DEARER, commission=Commission(-1)), "rent", 0, "commission"),
        (replace(DEARER, commission=Commission(10_001)), "rent", 0, "commission"),
        (replace(DEARER, pay_per_order=Money(9, "EUR")), "rent", 0, "currency"),
        (terms(currency="EUR"), "rent", 0, "currency"),
        (terms(Calendar(zone_named("Europe/Rome"))), "rent", 0, "time_zone"),
        (replace(DEARER, zones=DEARER.zones * 2), "rent", 0, "zones.id"),
    ],
)
def test_what_may_not_be_is_refused(city: SmallCity, wrong, why, days, field) -> None:  # type: ignore[no-untyped-def]
    """With the field, and no version is made."""
    from_at = city.clock.now() + timedelta(days=days) if days else None
    refused = enact_terms(owner_of(city), "e", wrong, why, from_at)
    assert isinstance(refused, Refused)
    assert isinstance(refused.reason, Invalid)
    assert refused.reason.field == field
    assert len(versions_of(city)) == 1


def test_the_owner_alone_changes_terms(city: SmallCity) -> None:
    """An operator does not."""
    operator = city.engine.acting(signed_in(Person("o", "o", (Grant(Role.OPERATOR, CITY),), None)))
    assert enact_terms(operator, "e", DEARER, "rent") == Refused(NotAllowed("owner", CITY))


def test_a_zone_is_closed_once_nobody_is_in_it(city: SmallCity) -> None:
    """Its couriers and its orders would be seen by no dispatcher."""
    other = Zone("harbour", Name("港", "Harbour"), Point(5, 5))
    both = replace(terms(), zones=(*terms().zones, other))
    assert enact_terms(owner_of(city), "e", both, "a second zone") == Done({"terms": "2"})
    assert enact_terms(owner_of(city), "f", terms(), "no use") == Done({"terms": "3"})
    enact_terms(owner_of(city), "g", both, "again")
    refused = enact_terms(owner_of(city), "h", replace(both, zones=(other,)), "moved")
    assert isinstance(refused, Refused)
    assert isinstance(refused.reason, ZoneInUse)
    assert (refused.reason.zone, refused.reason.couriers > 0) == ("city", True)


def test_changes_are_named_part_by_part() -> None:
    """Also those of one zone among others, and one that is new."""
    renamed = replace(terms().zones[0], name=Name("城", "town"))
    after = replace(terms(), zones=(renamed, Zone("b", Name("乙", "b"), Point(1, 1))))
    assert [one.name for one in changes(terms(), after)] == [
        "zones.city.name.en",
        "zones.b.id",
        "zones.b.name.zh",
        "zones.b.name.en",
        "zones.b.centre.x",
        "zones.b.centre.y",
    ]
    assert changes(terms(), terms()) == []
    assert InForce.alone(after).at(EVENING).zones[0].name.en == "town"


def test_what_another_owner_changed_meanwhile_is_not_written_over(city: SmallCity) -> None:
    """Whoever saw an earlier version looks first."""
    assert enact_terms(owner_of(city), "e", DEARER, "rent", latest=1) == Done({"terms": "2"})
    refused = enact_terms(owner_of(city), "f", terms(), "no", latest=1)
    assert refused == Refused(TermsMoved(2))


def test_the_history_tells_who_and_what(city: SmallCity) -> None:
    """By name, and as the console where nobody signed in."""
    with city.store.begin() as work:
        work.persons.add(Person("he", "何玉", (Grant(Role.OWNER, CITY),), None))
    enact_terms(owner_of(city), "e", DEARER, "rent")
    last, first = history_of(city.engine)
    assert (last.who, first.who) == ("何玉", "console")
    assert first.before == first.version.terms == last.before
    assert last.version.terms == DEARER
