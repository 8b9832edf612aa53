"""Sessions in both stores: known with their person, ended by their owner alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, done
from yeshi.base.refused import Refused
from yeshi.flow.people import entering, sessions
from yeshi.flow.ports import Store
from yeshi.people.actor import NOBODY, signed_in
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.people.session import DAY_LONG, WayIn, opened

LI = Person("li", "Li", (Grant(Role.OFFICIAL, CITY),), "hash")
WU = Person("wu", "Wu", (Grant(Role.COOK, "a"),), "hash")


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city with two people, on each store in turn."""
    city = SmallCity(store).settle_in()
    for person in (LI, WU):
        done(entering.enter_person(city.engine, city.key(), person))
    return city


def enter(city: SmallCity, person: Person, id_: str) -> str:
    """The id of a session of that person that was opened now."""
    session = opened(id_, person, "", WayIn.PASSWORD, EVENING)
    return done(sessions.open_session(city.engine, city.key(), person, session))["session"]


def is_known(city: SmallCity, id_: str) -> bool:
    """Whether the session is one."""
    return sessions.known(city.engine, id_, EVENING) is not None


def test_a_session_is_known_with_whose_it_is(city: SmallCity) -> None:
    """Until it ends, with the roles of now."""
    id_ = enter(city, LI, "1")
    found = sessions.known(city.engine, id_, EVENING)
    assert found is not None
    assert found[1] == LI
    assert sessions.known(city.engine, id_, EVENING + DAY_LONG) is None
    assert sessions.known(city.engine, "none", EVENING) is None


def test_it_is_ended_by_its_owner_and_nobody_else(city: SmallCity) -> None:
    """To others it is not there; the event tells ids and nothing else."""
    id_, other = enter(city, LI, "1"), enter(city, LI, "2")
    for by in (signed_in(WU), NOBODY):
        assert isinstance(sessions.end_session(city.engine.acting(by), city.key(), id_), Refused)
    assert is_known(city, id_)
    li = city.engine.acting(signed_in(LI))
    done(sessions.end_session(li, city.key(), id_))
    assert not is_known(city, id_)
    assert [one.id for one in sessions.open_of(city.engine, "li", EVENING)] == [other]
    done(sessions.end_others(li, city.key(), ""))
    assert not is_known(city, other)


def test_other_roles_end_all_of_that_person(city: SmallCity) -> None:
    """A new name does not, nor what somebody else is given."""
    id_, wus = enter(city, LI, "1"), enter(city, WU, "2")
    done(entering.enter_person(city.engine, city.key(), Person("li", "Li Na", LI.grants, "hash")))
    assert is_known(city, id_)
    done(entering.enter_person(city.engine, city.key(), Person("li", "Li", (), "hash")))
    assert not is_known(city, id_)
    assert is_known(city, wus)


def test_it_is_seen_no_more_once_it_has_ended(city: SmallCity) -> None:
    """Whoever saw it last."""
    id_ = enter(city, WU, "1")
    later = EVENING + timedelta(minutes=5)
    sessions.see(city.engine, id_, later)
    found = sessions.known(city.engine, id_, later)
    assert found is not None
    assert found[0].seen_at == later
    done(sessions.end_others(city.engine.acting(signed_in(WU)), city.key(), ""))
    sessions.see(city.engine, id_, later + timedelta(minutes=5))
    assert not is_known(city, id_)
