"""Second factors in both stores: used once by all who try at once, and forgotten by an owner."""

from __future__ import annotations

from dataclasses import replace

import pyotp
import pytest

from tests.builders import EVENING, SmallCity, done
from tests.flow.people.test_sessions import LI, WU, city, enter, is_known
from tests.flow.test_races import at_once
from tests.people.test_factors import NOW, SECRET, code_at
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.people import factors
from yeshi.flow.people.factors import Enrolment
from yeshi.people.actor import CONSOLE, NOBODY, Actor, signed_in
from yeshi.people.factors import FactorNeeded, WrongCode
from yeshi.people.person import CITY, Person
from yeshi.people.session import SignInStep, WayIn
from yeshi.web.frame.seals import KeyedSeals

__all__ = ["city"]

SEALS = KeyedSeals("secret")
CODE = "7Q4M0ZKDX1RB"


def enrolled(city: SmallCity, person: Person = LI) -> None:
    """Have somebody's authenticator be of `SECRET`, with one recovery code."""
    sealed = SEALS.sealed(SECRET, person.id)
    shown = Enrolment(sealed, NOW - 5, (SEALS.digest(CODE, person.id),))
    done(factors.enrol(city.engine, city.key(), person, shown, EVENING))


@pytest.mark.parametrize(("typed", "way"), [(code_at(NOW), WayIn.CODE), (CODE, WayIn.RECOVERY)])
def test_of_many_who_use_a_code_at_once_one_gets_through(
    city: SmallCity, typed: str, way: WayIn
) -> None:
    """Whichever store, and whatever kind of code."""
    enrolled(city)
    use = [lambda: factors.use(city.engine, SEALS, "li", typed, EVENING)] * 8
    found = at_once(use)
    assert found.count(way) == 1
    assert found.count(Refused(WrongCode())) == 7


def test_a_code_is_nobody_elses(city: SmallCity) -> None:
    """Nor is a sealed secret read as that of somebody else."""
    enrolled(city)
    for who in ("wu", "nobody"):
        for typed in (CODE, code_at(NOW)):
            assert factors.use(city.engine, SEALS, who, typed, EVENING) == Refused(WrongCode())
    assert factors.use(city.engine, SEALS, "li", CODE, EVENING) is WayIn.RECOVERY


def test_no_secret_is_kept_as_it_is(city: SmallCity) -> None:
    """Neither in the record nor in what is kept."""
    enrolled(city)
    with city.store.read() as work:
        told = repr(work.second_factors.all()) + repr(work.events.after(0, 10_000))
    assert SECRET not in told
    assert CODE not in told


def test_another_authenticator_ends_the_codes_and_sessions_of_before(city: SmallCity) -> None:
    """The old one lets nobody in."""
    enrolled(city)
    session = enter(city, LI, "1")
    other = pyotp.random_base32()
    shown = Enrolment(SEALS.sealed(other, "li"), NOW - 5, (SEALS.digest("OTHERCODE999", "li"),))
    done(factors.enrol(city.engine, city.key(), LI, shown, EVENING))
    assert not is_known(city, session)
    for typed in (CODE, code_at(NOW)):
        assert factors.use(city.engine, SEALS, "li", typed, EVENING) == Refused(WrongCode())
    assert factors.use(city.engine, SEALS, "li", pyotp.HOTP(other).at(NOW), EVENING) is WayIn.CODE


def test_other_recovery_codes_end_those_of_before(city: SmallCity) -> None:
    """Asked again with the same key, those of the first time count."""
    engine = city.engine.acting(signed_in(LI))
    refused = factors.renew_codes(engine, city.key(), LI, ["x"])
    assert refused == Refused(Unknown("authenticator", "li"))
    enrolled(city)
    first, again = SEALS.digest("F1RSTF1RST11", "li"), SEALS.digest("AGA1NAGA1N11", "li")
    assert done(factors.renew_codes(engine, "key", LI, [first]))["codes"] == first
    assert done(factors.renew_codes(engine, "key", LI, [again]))["codes"] == first
    found = [factors.use(city.engine, SEALS, "li", one, EVENING) for one in (CODE, "AGAINAGAIN11")]
    assert found == [Refused(WrongCode())] * 2
    assert factors.use(city.engine, SEALS, "li", "F1RSTF1RST11", EVENING) is WayIn.RECOVERY


def test_who_has_to_have_one_replaces_it_alone(city: SmallCity) -> None:
    """In a city of one's own; whoever has not may turn it off, which ends their sessions."""
    city.open_up()
    for person in (LI, WU):
        enrolled(city, person)
        assert factors.step_after_password(city.engine, person) is SignInStep.CODE
    with city.store.begin() as work:
        work.charters.put(replace(work.charters.must(CITY), demo=False))
    li, wu = (city.engine.acting(signed_in(one)) for one in (LI, WU))
    assert factors.turn_off(li, city.key(), LI) == Refused(FactorNeeded())
    session = enter(city, WU, "1")
    done(factors.turn_off(wu, city.key(), WU))
    assert not is_known(city, session)
    assert factors.step_after_password(city.engine, WU) is SignInStep.IN
    assert factors.use(city.engine, SEALS, "wu", CODE, EVENING) == Refused(WrongCode())


@pytest.mark.parametrize("by", [NOBODY, signed_in(WU)])
def test_nobody_changes_what_is_somebody_elses(city: SmallCity, by: Actor) -> None:
    """Neither a visitor nor somebody who has signed in."""
    enrolled(city)
    engine = city.engine.acting(by)
    answers = (
        factors.renew_codes(engine, city.key(), LI, ["x"]),
        factors.turn_off(engine, city.key(), LI),
        factors.forget(engine, city.key(), "li"),
    )
    assert all(isinstance(one, Refused) for one in answers)
    assert factors.of(city.engine, "li").has_authenticator


def test_what_somebody_lost_is_forgotten_at_the_console(city: SmallCity) -> None:
    """Their sessions end, and the record tells of it; then their roles ask for another one."""
    city.open_up()
    with city.store.begin() as work:
        work.charters.put(replace(work.charters.must(CITY), demo=False))
    enrolled(city)
    session = enter(city, LI, "1")
    console = city.engine.acting(CONSOLE)
    assert factors.forget(console, city.key(), "no") == Refused(Unknown("person", "no"))
    done(factors.forget(console, city.key(), "li"))
    assert not is_known(city, session)
    assert factors.use(city.engine, SEALS, "li", CODE, EVENING) == Refused(WrongCode())
    assert factors.step_after_password(city.engine, LI) is SignInStep.ENROL
    with city.store.read() as work:
        found = [one for one in work.events.after(0, 10_000) if "forgotten" in one.event.kind]
    assert [(one.event.subject, one.by) for one in found] == [("li", "console")]
