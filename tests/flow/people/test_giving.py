"""Roles are given and taken with a reason, by who may, and the city keeps an owner."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.builders import EVENING, SmallCity, done
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.people import PersonSignedOut, RoleGiven, RoleTaken
from yeshi.flow.orders import recalling
from yeshi.flow.people import entering, giving, sessions
from yeshi.flow.people.giving import LastOwner
from yeshi.flow.ports import Done, Store
from yeshi.flow.ports.journal import Sought
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role, SignInFirst
from yeshi.people.session import WayIn, opened

OWNS = Grant(Role.OWNER, CITY)
COOK_A, CASHIER_A, COOK_B = Grant(Role.COOK, "a"), Grant(Role.CASHIER, "a"), Grant(Role.COOK, "b")
OWNER = Person("ou", "Ou", (OWNS,), "hash")
SECOND = Person("second", "Second", (OWNS,), "hash")
CHEF = Person("chen", "Chen", (Grant(Role.STALLHOLDER, "a"),), "hash")
COOK = Person("wu", "Wu", (COOK_A,), "hash")
ELSEWHERE = Person("xu", "Xu", (COOK_B,), "hash")


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city with its people, on each store in turn."""
    return settled(store)


def settled(store: Store) -> SmallCity:
    """The small city with its people."""
    city = SmallCity(store).settle_in()
    for person in (OWNER, CHEF, COOK, ELSEWHERE):
        done(entering.enter_person(city.engine, city.key(), person))
    return city


def grants(city: SmallCity, person: str) -> tuple[Grant, ...]:
    """What the person is by now."""
    with city.store.read() as work:
        return work.persons.must(person).grants


def enter(city: SmallCity, person: Person) -> None:
    """Have a device signed in."""
    session = opened(person.id, person, "", WayIn.PASSWORD, EVENING)
    done(sessions.open_session(city.engine, city.key(), person, session))


def is_in(city: SmallCity, person: Person) -> bool:
    """Whether that device still is."""
    return sessions.known(city.engine, person.id, EVENING) is not None


def test_a_role_is_given_and_taken_with_its_reason(city: SmallCity) -> None:
    """Whoever has other roles than before signs in anew; the acts are found again."""
    enter(city, COOK)
    done(giving.give_role(city.by(CHEF), city.key(), "wu", CASHIER_A, "knows the till"))
    assert grants(city, "wu") == (COOK_A, CASHIER_A)
    assert not is_in(city, COOK)
    done(giving.take_role(city.by(CHEF), city.key(), "wu", COOK_A, "left the wok"))
    assert grants(city, "wu") == (CASHIER_A,)
    with city.store.read() as work:
        told = [one.event for one in work.events.after(0, 10_000)]
    assert RoleGiven("wu", "cashier", "a", "knows the till") in told
    assert RoleTaken("wu", "cook", "a", "left the wok") in told
    found = recalling.acts(city.by(OWNER), Sought(thing="wu"))
    assert not isinstance(found, Refused)
    assert [(one.kind, one.who, one.why) for one in found.lines] == [
        ("person.role_taken", "Chen", "left the wok"),
        ("person.role_given", "Chen", "knows the till"),
    ]


def test_what_is_so_already_changes_nothing(city: SmallCity) -> None:
    """Nobody is signed out for a role they have, or have not."""
    enter(city, COOK)
    done(giving.give_role(city.by(CHEF), city.key(), "wu", COOK_A, "again"))
    done(giving.take_role(city.by(CHEF), city.key(), "wu", CASHIER_A, "never had"))
    assert is_in(city, COOK)
    assert grants(city, "wu") == (COOK_A,)


def test_nobody_gives_what_is_not_theirs_to_give(city: SmallCity) -> None:
    """Nor to people whom they do not answer for: those are asked first."""
    refusals = (
        (None, "wu", COOK_A, SignInFirst()),
        (COOK, "wu", CASHIER_A, NotAllowed("owner", CITY)),
        (CHEF, "wu", COOK_B, Unknown("role", "cook@b")),
        (CHEF, "wu", OWNS, Unknown("role", "owner@city")),
        (CHEF, "xu", COOK_A, Unknown("person", "xu")),
        (CHEF, "ou", COOK_A, Unknown("person", "ou")),
        (OWNER, "nobody", COOK_A, Unknown("person", "nobody")),
        (OWNER, "wu", Grant(Role.COOK, "none"), Unknown("role", "cook@none")),
    )
    for by, person, grant, why in refusals:
        for act in (giving.give_role, giving.take_role):
            answer = act(city.by(by), city.key(), person, grant, "why")
            assert answer == Refused(why)
    done(giving.give_role(city.by(OWNER), city.key(), "xu", COOK_A, "helps out"))
    assert giving.take_role(city.by(CHEF), city.key(), "xu", COOK_B, "why") == Refused(
        Unknown("role", "cook@b")
    )


def test_a_reason_has_to_be_given(city: SmallCity) -> None:
    """It touches somebody's role."""
    for act in (giving.give_role, giving.take_role):
        answer = act(city.by(OWNER), city.key(), "wu", COOK_A, "")
        assert isinstance(answer, Refused)
        assert isinstance(answer.reason, Invalid)
        assert answer.reason.field == "why"


def test_the_last_owner_stays(city: SmallCity) -> None:
    """Until somebody else owns the city as well."""
    taken = giving.take_role(city.by(OWNER), city.key(), "ou", OWNS, "retires")
    assert taken == Refused(LastOwner())
    done(giving.give_role(city.by(OWNER), city.key(), "chen", OWNS, "takes over"))
    done(giving.take_role(city.by(OWNER), city.key(), "ou", OWNS, "retires"))
    assert grants(city, "ou") == ()


def test_of_two_owners_who_take_each_others_role_one_stays(postgres: PostgresStore) -> None:
    """Also when both do it at once."""
    city = settled(postgres)
    done(entering.enter_person(city.engine, city.key(), SECOND))
    pairs = ((OWNER, "second"), (SECOND, "ou"))
    with ThreadPoolExecutor(2) as threads:
        answers = list(
            threads.map(
                lambda pair: giving.take_role(
                    city.by(pair[0]), f"at-once:{pair[1]}", pair[1], OWNS, "x"
                ),
                pairs,
            )
        )
    assert sum(isinstance(one, Done) for one in answers) == 1
    assert Refused(LastOwner()) in answers
    assert [OWNS in grants(city, one) for one in ("ou", "second")].count(True) == 1


def test_whose_phone_was_lost_is_signed_out_by_who_answers_for_them(city: SmallCity) -> None:
    """And by nobody else."""
    enter(city, COOK)
    assert giving.sign_out(city.by(ELSEWHERE), city.key(), "wu") == Refused(
        NotAllowed("owner", CITY)
    )
    other = replace(CHEF, grants=(Grant(Role.STALLHOLDER, "b"),))
    assert giving.sign_out(city.by(other), city.key(), "wu") == Refused(Unknown("person", "wu"))
    assert is_in(city, COOK)
    done(giving.sign_out(city.by(CHEF), city.key(), "wu"))
    assert not is_in(city, COOK)
    with city.store.read() as work:
        assert PersonSignedOut("wu") in [one.event for one in work.events.after(0, 10_000)]
