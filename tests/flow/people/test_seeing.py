"""Whoever gives roles sees the people they answer for, and of those nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, done
from tests.flow.people.test_giving import CHEF, COOK, OWNER
from tests.flow.people.test_inviting import LINKS, WU
from yeshi.base.refused import Refused
from yeshi.flow.people import entering, giving, inviting, seeing, sessions
from yeshi.flow.people.seeing import PAGE, Looked, PeopleSeen
from yeshi.flow.ports import Store
from yeshi.people.person import CITY, COUNTER, Grant, NotAllowed, Person, Role
from yeshi.people.session import WayIn, opened

OPERATOR = Person("op", "Op", (Grant(Role.OPERATOR, CITY), Grant(Role.COOK, "b")), "hash")
OF_ZONE = Person("zo", "Zo", (Grant(Role.OPERATOR, "city"),), "hash")
RIDER = Person("xi", "Xi", (Grant(Role.COURIER, "x"),), "hash")
NONE = Person("no", "No", (), "hash")


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city with its people, on each store in turn."""
    city = SmallCity(store).settle_in()
    for person in (OWNER, CHEF, COOK, OPERATOR, RIDER, NONE):
        done(entering.enter_person(city.engine, city.key(), person))
    return city


def seen(city: SmallCity, by: Person, looked: Looked | None = None, start: int = 0) -> PeopleSeen:
    """What that person is shown."""
    found = seeing.people_seen(city.by(by), looked or Looked(), EVENING, start)
    assert not isinstance(found, Refused)
    return found


def names(found: PeopleSeen) -> list[str]:
    """Who is on the page."""
    return [one.id for one in found.people]


def test_each_sees_those_of_whom_they_give_the_roles(city: SmallCity) -> None:
    """Of an operator who cooks, a stall's owner would see the cook."""
    assert names(seen(city, OWNER)) == ["chen", "no", "op", "ou", "wu", "xi"]
    assert names(seen(city, OPERATOR)) == ["chen", "op", "wu", "xi"]
    mine = next(one for one in seen(city, OPERATOR).people if one.id == "op")
    assert mine.grants == (Grant(Role.COOK, "b"),)
    assert names(seen(city, CHEF)) == ["chen", "wu"]
    assert seeing.people_seen(city.by(COOK), Looked(), EVENING) == Refused(
        NotAllowed("owner", CITY)
    )


def test_they_are_looked_for_by_name_place_and_role(city: SmallCity) -> None:
    """A stall's page shows the stall's people, whoever looks."""
    assert names(seen(city, OWNER, Looked("WU"))) == ["wu"]
    assert names(seen(city, OWNER, Looked(role=Role.COURIER))) == ["xi"]
    assert names(seen(city, OWNER, Looked(stall="a"))) == ["chen", "wu"]
    assert names(seen(city, OWNER, Looked(stall="b"))) == ["op"]
    assert seen(city, OWNER, Looked(stall="a")).roles == COUNTER[::-1]


def test_where_they_are_signed_in_is_told(city: SmallCity) -> None:
    """As long as it lasts; the last seen first."""
    for number, person in enumerate((COOK, COOK, RIDER)):
        at = EVENING - timedelta(hours=2 - number)
        session = opened(f"s{number}", person, "", WayIn.PASSWORD, at)
        done(sessions.open_session(city.engine, city.key(), person, session))
    by_id = {one.id: one for one in seen(city, OWNER).people}
    assert [one.id for one in by_id["wu"].devices] == ["s1", "s0"]
    assert by_id["wu"].seen_at == EVENING - timedelta(hours=1)
    assert by_id["chen"].seen_at is None
    done(giving.sign_out(city.by(CHEF), city.key(), "wu"))
    assert not next(one for one in seen(city, OWNER).people if one.id == "wu").devices


def test_open_invitations_are_shown_to_who_may_withdraw_them(city: SmallCity) -> None:
    """Not those that were."""
    ids = [
        done(inviting.invite(city.by(OWNER), city.key(), WU, LINKS))["invitation"] for _ in range(2)
    ]
    for by, count in ((OWNER, 2), (CHEF, 2), (OPERATOR, 2)):
        assert len(seen(city, by).invitations) == count
    assert not seen(city, OWNER, Looked(stall="b")).invitations
    done(inviting.withdraw(city.by(CHEF), city.key(), ids[0]))
    assert [one.id for one in seen(city, OWNER).invitations] == [ids[1]]


def test_many_come_a_page_at_a_time(city: SmallCity) -> None:
    """By name, each once."""
    for number in range(PAGE):
        person = Person(f"z{number:02}", f"Z{number:02}", (Grant(Role.COOK, "a"),), "hash")
        done(entering.enter_person(city.engine, city.key(), person))
    first = seen(city, OWNER)
    assert first.after == PAGE
    second = seen(city, OWNER, start=PAGE)
    assert second.after is None
    assert len({*names(first), *names(second)}) == first.count == PAGE + 6


def test_places_are_those_that_may_be_given(city: SmallCity) -> None:
    """And no others."""
    assert {"a", "b", "r", "x", "y", CITY, "rural-teachers"} <= set(seen(city, OWNER).places)
    assert set(seen(city, CHEF).places) == {"a"}
