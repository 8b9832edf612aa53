"""A change of terms is rehearsed by the owner alone, and what comes out is kept with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done
from yeshi.base.refused import Invalid, Refused
from yeshi.flow import errands
from yeshi.flow.city.rehearsing import (
    REHEARSAL,
    WAITING_MAX,
    RehearsalsWait,
    RehearsalView,
    rehearsals_of,
    rehearse_terms,
)
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Store
from yeshi.flow.rehearsal import NotPlayed, RehearsedMeasure, TermsOutcome
from yeshi.flow.terms import Terms
from yeshi.people.person import CITY, Grant, Person, Role

OWNER = Person("he", "何", (Grant(Role.OWNER, CITY),), None)
OPERATOR = Person("op", "op", (Grant(Role.OPERATOR, CITY),), None)
PLAYED = TermsOutcome(
    orders=60, days=2, nights=5,
    measures=(
        RehearsedMeasure(
            key="orders", unit="", digits=0, before=30, after=28, least=-3, most=-1, better=False
        ),
    ),
)  # fmt: skip


@pytest.fixture
def city(store: Store) -> SmallCity:
    """A small city that is open, on each store in turn."""
    return SmallCity(store).open_up().settle_in()


def dearer(engine: Engine, times: int = 2) -> Terms:
    """Terms that pay couriers so many times as much."""
    return replace(engine.terms, pay_per_order=engine.terms.pay_per_order * times)


def test_what_comes_out_is_kept_with_what_was_asked(city: SmallCity) -> None:
    """By the errand that plays it; whoever answers late changes nothing."""
    owner = city.by(OWNER)
    id_ = done(rehearse_terms(owner, "r", dearer(owner), 0.6))["rehearsal"]
    (view,) = told(owner)
    assert (view.rehearsal.id, view.rehearsal.outcome, view.lost) == (id_, None, False)
    taken = errands.take(city.engine, [REHEARSAL])
    assert taken is not None
    assert taken.given.rehearsal == id_
    done(errands.answer_done(city.engine, taken, PLAYED))
    late = TermsOutcome(orders=0, days=0, not_played=NotPlayed.FEW_ORDERS)
    done(errands.answer_done(city.engine, taken, late))
    (view,) = told(owner)
    assert (view.rehearsal.outcome, view.rehearsal.elasticity) == (PLAYED, 0.6)
    assert view.rehearsal.terms == dearer(owner)
    assert owner.terms != view.rehearsal.terms


def test_one_that_was_given_up_is_told_as_lost(city: SmallCity) -> None:
    """Not as under way for ever."""
    owner = city.by(OWNER)
    done(rehearse_terms(owner, "r", dearer(owner), 0))
    (view,) = told(owner)
    done(errands.give_up(city.by(OPERATOR), "g", view.rehearsal.errand))
    (view,) = told(owner)
    assert view.lost


def test_only_the_owner_rehearses_and_reads(city: SmallCity) -> None:
    """An operator does not set the terms."""
    for other in (city.by(OPERATOR), city.by(None)):
        refused = rehearse_terms(other, city.key(), dearer(other), 0)
        assert isinstance(refused, Refused)
        assert isinstance(rehearsals_of(other), Refused)
    assert isinstance(rehearse_terms(city.by(OPERATOR), "k", dearer(city.engine), 0), Refused)


def test_what_cannot_be_rehearsed_is_said(city: SmallCity) -> None:
    """Nothing different, prices that move everybody, and more than wait already."""
    owner = city.by(OWNER)
    assert rehearse_terms(owner, "1", owner.terms, 0) == Refused(Invalid("terms", "unchanged"))
    for odd in (-0.1, 5.1, float("nan")):
        assert isinstance(rehearse_terms(owner, f"e{odd}", dearer(owner), odd), Refused)
    for number in range(WAITING_MAX):
        done(rehearse_terms(owner, f"w{number}", dearer(owner, number + 2), 0))
    refused = rehearse_terms(owner, "last", dearer(owner, 9), 0)
    assert refused == Refused(RehearsalsWait(WAITING_MAX))


def told(engine: Engine) -> list[RehearsalView]:
    """What the owner reads."""
    found = rehearsals_of(engine)
    assert not isinstance(found, Refused)
    return found
