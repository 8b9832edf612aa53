"""Where a role may be had: each place is one for its role, and has the zone in which it lies."""

from __future__ import annotations

from tests.builders import SmallCity
from yeshi.flow.people.places import places_of, zone_of_place
from yeshi.flow.ports import Store
from yeshi.people.person import CITY, Grant, Role


def test_what_is_listed_is_there_and_nothing_else(store: Store) -> None:
    """In both stores, for each role."""
    city = SmallCity(store).settle_in()
    terms = city.engine.terms
    with city.store.read() as work:
        for role in Role:
            listed = places_of(work, role, terms)
            assert listed
            for place in listed:
                assert zone_of_place(work, Grant(role, place), terms) is not None
            assert zone_of_place(work, Grant(role, "nowhere"), terms) is None
        for grant in (Grant(Role.COOK, "a"), Grant(Role.COURIER, "x")):
            assert zone_of_place(work, grant, terms) == "city"
        assert zone_of_place(work, Grant(Role.OWNER, CITY), terms) == ""
