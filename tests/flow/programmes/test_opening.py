"""A programme is opened under an id of its name, and entered anew by who keeps it."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity, done
from tests.flow.programmes.test_granting import (
    FOUNDATION,
    READERS,
    TODAY,
    P,
    apply,
    city,
    enrolled,
    give,
    student,
)
from tests.programmes.programmes import name, programme
from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.events.programmes import ProgrammeChanged
from yeshi.flow.programmes import accounting, applying, granting, opening
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role
from yeshi.programmes.changing import CohortAsked, GivenFor
from yeshi.programmes.programme import Programme, Stipend
from yeshi.programmes.student import Reached

OFFICIAL = Person("of", "of", (Grant(Role.OFFICIAL, CITY),), None)
OWNER = Person("ow", "ow", (Grant(Role.OWNER, CITY),), None)

__all__ = ["city"]


def known(city: SmallCity, id_: str = P) -> Programme:
    """The programme as it is."""
    with city.store.begin() as work:
        return work.programmes.must(id_)


def test_who_opens_one(city: SmallCity) -> None:
    """The owner and officials; two of one name have two ids."""
    entered = replace(programme(), id="", name=name("Good Start"))
    for who, id_ in ((OWNER, "good-start"), (OFFICIAL, "good-start-2")):
        answer = done(opening.enter_programme(city.by(who), city.key(), entered))
        assert answer == {"programme": id_}
    answer = opening.enter_programme(city.by(FOUNDATION), city.key(), entered)
    assert answer == Refused(NotAllowed("official", CITY))


def test_who_was_selected_keeps_what_was_promised(city: SmallCity) -> None:
    """Whatever the programme pays those who come after them, and whatever it calls that."""
    give(city, 100_000_000)
    one = student(city)
    before = known(city)
    fresh = (Stipend("welcome", name("welcome"), Money(7, "CNY"), 0),)
    wanted = replace(before, stipends=fresh)
    for who, why, fault in ((READERS[0], "less", "official"), (FOUNDATION, "less", "")):
        answer = opening.change_programme(city.by(who), city.key(), P, wanted, why)
        assert not fault or isinstance(answer, Refused)
    assert known(city).stipends == fresh
    paid = enrolled(city, one)
    with city.store.begin() as work:
        assert work.payments.must(paid).amount == before.stipends[0].amount
        told = [found.event for found in work.events.of_subject(P)]
    assert ProgrammeChanged(P, ("stipends",), "less") in told
    read = Reached("welcome", TODAY, "", "seen")
    answer = granting.confirm(city.by(FOUNDATION), city.key(), one, read)
    assert answer == Refused(Unknown("milestone", "welcome"))
    view = accounting.programme(city.engine, P)
    assert not isinstance(view, Refused)
    assert dict(view.people.reached)["enrolled"] == 1
    assert dict(view.people.reached)["welcome"] == 0


def test_what_donors_gave_for_and_applicants_are_asked_stays(city: SmallCity) -> None:
    """The purpose since the first gift, the questions since the first application of the year."""
    before = known(city)
    other = replace(before, purpose=name("other"))
    done(opening.change_programme(city.by(OFFICIAL), city.key(), P, other, "mistyped"))
    give(city, 100)
    answer = opening.change_programme(city.by(OFFICIAL), city.key(), P, before, "back")
    assert answer == Refused(GivenFor("purpose"))
    sent = apply(city, "n")
    asked = replace(other, questions=(name("when"),))
    answer = opening.change_programme(city.by(FOUNDATION), city.key(), P, asked, "shorter")
    assert answer == Refused(CohortAsked(1))
    done(applying.withdraw(city.engine, city.key(), sent))
    done(opening.change_programme(city.by(FOUNDATION), city.key(), P, asked, "shorter"))
    with city.store.begin() as work:
        assert work.applications.must(sent).asked == before.questions
