"""A name, a first password and another one, by whose they are alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, done
from tests.flow.people.test_sessions import LI, WU, city, enter, is_known
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.people import account
from yeshi.people.actor import NOBODY, signed_in
from yeshi.people.person import NO_PASSWORD, Person, SignInFirst, WrongPassword
from yeshi.people.session import FRESH, SignedIn, SignInAnew, WayIn, opened

__all__ = ["city"]


def test_another_password_ends_all_sessions(city: SmallCity) -> None:
    """It is taken from its owner alone, and once for each password that was there before."""
    mine, elses = enter(city, WU, "1"), enter(city, LI, "2")
    for by in (signed_in(LI), NOBODY):
        refused = account.change_password(city.engine.acting(by), city.key(), WU, "x")
        assert isinstance(refused, Refused)
    theirs = city.engine.acting(signed_in(WU))
    done(account.change_password(theirs, city.key(), WU, "other"))
    assert not is_known(city, mine)
    assert is_known(city, elses)
    assert isinstance(account.change_password(theirs, city.key(), WU, "third"), Refused)


NEW = Person("pe-new", "n•••@example.org", (), NO_PASSWORD)


@pytest.fixture
def session(city: SmallCity) -> SignedIn:
    """The session of somebody who came in by a code."""
    with city.store.begin() as work:
        work.persons.add(NEW)
    enter(city, NEW, "1")
    return opened("1", NEW, "", WayIn.MESSAGE, EVENING)


def test_who_came_by_a_code_takes_a_password(city: SmallCity, session: SignedIn) -> None:
    """Once, having come in a moment ago; all their sessions end, for it is another way in."""
    by = city.engine.acting(signed_in(NEW))
    late = account.set_password(by, city.key(), session, "hash", EVENING + FRESH)
    assert late == Refused(SignInAnew())
    for actor, reason in ((NOBODY, SignInFirst()), (signed_in(WU), Unknown("person", NEW.id))):
        others = city.engine.acting(actor)
        asked = account.set_password(others, city.key(), session, "hash", EVENING)
        assert asked == Refused(reason)
    soon = EVENING + FRESH - timedelta(seconds=1)
    done(account.set_password(by, city.key(), session, "hash", soon))
    with city.store.read() as work:
        assert work.persons.must(NEW.id).secret == "hash"
    assert not is_known(city, "1")
    again = account.set_password(by, city.key(), session, "other", EVENING)
    assert again == Refused(WrongPassword())
    # Who has one changes it by giving it.
    own = replace(session, person=WU.id)
    theirs = city.engine.acting(signed_in(WU))
    refused = account.set_password(theirs, city.key(), own, "other", EVENING)
    assert refused == Refused(WrongPassword())


def test_somebody_is_called_otherwise(city: SmallCity) -> None:
    """By themselves; the record says that, and not how."""
    by = city.engine.acting(signed_in(WU))
    for name in ("", " ", "x" * 61):
        assert account.rename(by, city.key(), name) == Refused(Invalid("name", "1…60"))
    assert account.rename(city.engine.acting(NOBODY), city.key(), "x") == Refused(SignInFirst())
    for _ in range(2):
        done(account.rename(by, city.key(), " Wu Li "))
    with city.store.begin() as work:
        assert work.persons.must(WU.id).name == "Wu Li"
        told = [one for one in work.events.after(0, 10_000) if one.event.kind == "person.renamed"]
    assert len(told) == 1
    assert "Wu Li" not in str(told)
