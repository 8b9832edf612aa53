"""Passkeys in both stores: used once an answer, removed by their owner, forgotten by the city's."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import EVENING, SmallCity, done
from tests.flow.people.test_sessions import LI, WU, city, enter, is_known
from tests.flow.test_races import at_once
from tests.people.test_passkey import PASSKEY
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.people import factors, passkeys
from yeshi.people.actor import CONSOLE, signed_in
from yeshi.people.factors import FactorNeeded
from yeshi.people.passkey import PASSKEYS_MAX, PasskeyRefused, Purpose, TooManyPasskeys, asked
from yeshi.people.person import CITY
from yeshi.people.session import SignInStep

__all__ = ["city"]


def register(city: SmallCity, id_: str) -> None:
    """Have a passkey of Li."""
    done(passkeys.register(city.engine, city.key(), LI, replace(PASSKEY, id=id_)))


def test_what_is_asked_is_answered_once_by_all_who_try(city: SmallCity) -> None:
    """And one count of a passkey lets in once."""
    register(city, "1")
    challenge = asked(b"x", Purpose.ENTER, "browser", EVENING)
    passkeys.ask(city.engine, challenge)
    given = (challenge.id, Purpose.ENTER, "browser", EVENING)
    found = at_once([lambda: passkeys.answered(city.engine, *given)] * 6)
    assert found.count(None) == 1
    found = at_once([lambda: passkeys.use(city.engine, "1", 7, EVENING)] * 6)
    assert found.count(None) == 1
    assert found.count(Refused(PasskeyRefused())) == 5


def test_what_was_not_asked_there_is_used_by_nobody(city: SmallCity) -> None:
    """An answer from elsewhere does not use up what was asked here."""
    challenge = asked(b"x", Purpose.ENTER, "browser", EVENING)
    passkeys.ask(city.engine, challenge)
    for purpose, bound in ((Purpose.REGISTER, "browser"), (Purpose.ENTER, "another")):
        refused = passkeys.answered(city.engine, challenge.id, purpose, bound, EVENING)
        assert refused == Refused(PasskeyRefused())
    assert passkeys.answered(city.engine, challenge.id, Purpose.ENTER, "browser", EVENING) is None
    assert passkeys.answered(city.engine, "none", Purpose.ENTER, "browser", EVENING) is not None


def test_a_passkey_does_for_who_has_to_have_a_factor(city: SmallCity) -> None:
    """The last one stays; it is removed by its owner alone, which ends their sessions."""
    city.open_up()
    with city.store.begin() as work:
        work.charters.put(replace(work.charters.must(CITY), demo=False))
    assert factors.step_after_password(city.engine, LI) is SignInStep.ENROL
    register(city, "1")
    assert factors.step_after_password(city.engine, LI) is SignInStep.CODE
    li, wu = (city.engine.acting(signed_in(one)) for one in (LI, WU))
    assert passkeys.remove(li, city.key(), LI, "1") == Refused(FactorNeeded())
    register(city, "2")
    session = enter(city, LI, "s")
    for refused in (passkeys.remove(wu, city.key(), WU, "1"), passkeys.remove(wu, "k", LI, "1")):
        assert isinstance(refused, Refused)
        assert isinstance(refused.reason, Unknown)
    done(passkeys.remove(li, city.key(), LI, "1"))
    assert not is_known(city, session)
    assert [one.id for one in passkeys.of(city.engine, "li")] == ["2"]
    assert passkeys.known(city.engine, "1") is None
    assert passkeys.use(city.engine, "1", 0, EVENING) == Refused(PasskeyRefused())
    done(factors.forget(city.engine.acting(CONSOLE), city.key(), "li"))
    assert passkeys.of(city.engine, "li") == []
    assert factors.step_after_password(city.engine, LI) is SignInStep.ENROL


def test_nobody_registers_one_twice_or_too_many(city: SmallCity) -> None:
    """Whoever has it, and whether or not it was removed."""
    for number in range(PASSKEYS_MAX):
        register(city, str(number))
    again = passkeys.register(city.engine, city.key(), WU, replace(PASSKEY, id="1", person="wu"))
    assert again == Refused(PasskeyRefused())
    beyond = passkeys.register(city.engine, city.key(), LI, replace(PASSKEY, id="beyond"))
    assert beyond == Refused(TooManyPasskeys(PASSKEYS_MAX))
