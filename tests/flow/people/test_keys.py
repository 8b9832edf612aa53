"""Keys in both stores: made within bounds, shown once, over at once when they are revoked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, done
from tests.flow.people.test_sessions import LI, WU, city
from tests.flow.test_races import at_once
from yeshi.base.refused import Invalid, KeyReused, Refused, Unknown
from yeshi.events.record import Recorded
from yeshi.flow.people import factors, giving, keys
from yeshi.flow.people.keys import KeyWanted
from yeshi.people.actor import CLOCK, CONSOLE, NOBODY, signed_in
from yeshi.people.api_key import KEYS_MAX, KeyRefused, SecondFactorFirst, TooManyKeys
from yeshi.people.person import CITY, Person, SignInFirst
from yeshi.people.scope import Scope
from yeshi.people.session import WayIn, opened

__all__ = ["city"]

DAY = EVENING.date()
WANTED = KeyWanted("till", (Scope.KITCHEN, Scope.READ), DAY + timedelta(days=30))


def make(
    city: SmallCity, person: Person, digest: str, way: WayIn = WayIn.PASSWORD,
    wanted: KeyWanted = WANTED, key: str | None = None,
) -> dict[str, str] | Refused:  # fmt: skip
    """What comes of making a key of that digest."""
    by = city.engine.acting(signed_in(person, f"customer-{person.id}"))
    session = opened("s", person, "", way, EVENING)
    answer = keys.make(by, key or city.key(), session, wanted, digest.ljust(64, "-"), EVENING)
    return answer if isinstance(answer, Refused) else answer.data


def known(city: SmallCity, digest: str, after: timedelta = timedelta()) -> object:
    """Whose the key of that digest is, or why it is nobody's."""
    found = keys.known(city.engine, digest.ljust(64, "-"), EVENING + after)
    return found if isinstance(found, Refused) else found[0].person.id


def of_people(city: SmallCity) -> list[Recorded]:
    """What was recorded of keys."""
    with city.store.begin() as work:
        return [one for one in work.events.after(0, 10_000) if "person.key" in one.event.kind]


def test_a_key_is_its_persons_until_it_ends(city: SmallCity) -> None:
    """With the roles they have now; made with the same name twice it is another one."""
    made = make(city, LI, "one")
    assert isinstance(made, dict)
    assert known(city, "one") == "li"
    assert known(city, "two") == Refused(KeyRefused())
    assert known(city, "one", timedelta(days=30)) == "li"
    assert known(city, "one", timedelta(days=32)) == Refused(KeyRefused())
    [kept] = keys.open_of(city.engine, "li", EVENING)
    assert (kept.scopes, kept.customer) == ((Scope.READ, Scope.KITCHEN), "customer-li")
    assert keys.open_of(city.engine, "wu", EVENING) == []
    [event] = of_people(city)
    assert (event.by, event.event.subject) == ("person:li", "li")
    assert "one-" not in str(event.event)


def test_a_key_is_noted_by_the_day_alone(city: SmallCity) -> None:
    """Once a day, whoever looks."""
    make(city, LI, "one")
    [kept] = keys.open_of(city.engine, "li", EVENING)
    assert kept.used_on is None
    for day in (DAY, DAY, DAY + timedelta(days=1)):
        keys.see(city.engine, kept.id, day)
    [kept] = keys.open_of(city.engine, "li", EVENING)
    assert kept.used_on == DAY + timedelta(days=1)


def test_a_key_that_was_revoked_is_over_with_the_next_request(city: SmallCity) -> None:
    """By its owner alone; of somebody else it is not there."""
    made = make(city, LI, "one")
    assert isinstance(made, dict)
    wu, li = (city.engine.acting(signed_in(one)) for one in (WU, LI))
    assert keys.revoke(wu, city.key(), made["key"]) == Refused(Unknown("key", made["key"]))
    assert known(city, "one") == "li"
    for _ in range(2):
        done(keys.revoke(li, city.key(), made["key"]))
    assert known(city, "one") == Refused(KeyRefused())
    assert [one.event.kind for one in of_people(city)] == ["person.key_made", "person.key_revoked"]


def test_asked_again_a_key_is_the_first_one(city: SmallCity) -> None:
    """Whose digest tells that the secret at hand is none; something else under it is refused."""
    first = make(city, LI, "one", key="k")
    assert make(city, LI, "two", key="k") == first
    assert known(city, "two") == Refused(KeyRefused())
    other = replace(WANTED, name="other")
    assert make(city, LI, "two", key="k", wanted=other) == Refused(KeyReused("make_key"))


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (replace(WANTED, name=""), "name"),
        (replace(WANTED, name="x" * 61), "name"),
        (replace(WANTED, scopes=()), "scopes"),
        (replace(WANTED, until=DAY - timedelta(days=2)), "until"),
        (replace(WANTED, until=DAY + timedelta(days=400)), "until"),
    ],
)
def test_a_key_has_bounds(city: SmallCity, wanted: KeyWanted, field: str) -> None:
    """Of its name, its scopes and its end."""
    refused = make(city, LI, "one", wanted=wanted)
    assert isinstance(refused, Refused)
    assert isinstance(refused.reason, Invalid)
    assert refused.reason.field == field


def test_nobody_has_more_keys_than_anybody_may(city: SmallCity) -> None:
    """However many are made at once; one that was revoked makes room."""
    for number in range(KEYS_MAX - 1):
        make(city, LI, str(number))
    found = at_once([lambda n=n: make(city, LI, f"more{n}") for n in range(4)])
    assert sum(isinstance(one, dict) for one in found) == 1
    assert found.count(Refused(TooManyKeys(KEYS_MAX))) == 3
    li = city.engine.acting(signed_in(LI))
    done(keys.revoke(li, city.key(), keys.open_of(city.engine, "li", EVENING)[0].id))
    assert isinstance(make(city, LI, "again"), dict)


def test_nobody_else_makes_or_revokes(city: SmallCity) -> None:
    """Neither who has not signed in, nor the city itself."""
    session = opened("s", LI, "", WayIn.PASSWORD, EVENING)
    for by in (NOBODY, CLOCK):
        engine = city.engine.acting(by)
        refused = Refused(SignInFirst())
        assert keys.make(engine, city.key(), session, WANTED, "-" * 64, EVENING) == refused
        assert keys.revoke(engine, city.key(), "key") == refused


def test_whose_roles_ask_for_a_second_factor_makes_keys_after_using_one(city: SmallCity) -> None:
    """And a key of before they had such roles is over as long as they have them."""
    make(city, LI, "before")
    city.open_up()
    with city.store.begin() as work:
        work.charters.put(replace(work.charters.must(CITY), demo=False))
    assert known(city, "before") == Refused(KeyRefused())
    assert make(city, LI, "one") == Refused(SecondFactorFirst())
    for number, way in enumerate((WayIn.CODE, WayIn.RECOVERY, WayIn.PASSKEY)):
        assert isinstance(make(city, LI, f"strong{number}", way), dict)
        assert known(city, f"strong{number}") == "li"
    assert isinstance(make(city, WU, "two"), dict)


def test_who_is_signed_out_by_others_has_no_keys(city: SmallCity) -> None:
    """Nor whose factors were forgotten: somebody else may have made them."""
    make(city, LI, "one")
    make(city, WU, "two")
    console = city.engine.acting(CONSOLE)
    done(giving.sign_out(console, city.key(), "li"))
    done(factors.forget(console, city.key(), "wu"))
    assert [known(city, one) for one in ("one", "two")] == [Refused(KeyRefused())] * 2
