"""Another password ends all sessions of whose it is, and of nobody else."""

from __future__ import annotations

from tests.builders import SmallCity, done
from tests.flow.people.test_sessions import LI, WU, city, enter, is_known
from yeshi.base.refused import Refused
from yeshi.flow.people import account
from yeshi.people.actor import NOBODY, signed_in

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
