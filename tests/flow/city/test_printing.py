"""Printed reports: one for all who ask for the same, kept until a newer one takes its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import EVENING, SmallCity, done
from yeshi.base.refused import Refused
from yeshi.flow import due, errands
from yeshi.flow.city import printing
from yeshi.flow.city.printing import REPORT, PressBusy, Printed, Wanted
from yeshi.flow.engine import Turn
from yeshi.flow.errand import ErrandState, Fault
from yeshi.flow.ports import Done, Store

TODAY = EVENING.date()
OVER = Wanted("city", TODAY - timedelta(7), TODAY - timedelta(1))
UNDER_WAY = Wanted("city", TODAY, TODAY)
BROUGHT = [Printed(language, language.encode(), b"%PDF") for language in ("zh", "en")]


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn, with nobody in it."""
    return SmallCity(store)


def ask(city: SmallCity, wanted: Wanted) -> str:
    """Ask for the report; the id of its errand."""
    return done(printing.ask(city.engine, wanted))["errand"]


def make(city: SmallCity) -> None:
    """Print what is due next."""
    taken = errands.take(city.engine, [REPORT])
    assert taken is not None
    done(errands.answer_done(city.engine, taken, BROUGHT))


def test_all_who_ask_for_the_same_get_the_one(city: SmallCity) -> None:
    """Of days that are over all day long, of others by the hour; other periods are others."""
    first = ask(city, OVER), ask(city, UNDER_WAY)
    city.wait(50)
    assert (ask(city, OVER), ask(city, UNDER_WAY)) == first
    city.wait(20)
    # Still under way, though its hour is over: what comes of it is seen before one asks anew.
    assert (ask(city, OVER), ask(city, UNDER_WAY)) == first
    view = printing.look(city.engine, UNDER_WAY, "zh")
    assert view.errand is not None
    assert view.errand.id == first[1]
    make(city)
    make(city)
    assert ask(city, OVER) == first[0]
    assert ask(city, UNDER_WAY) != first[1]
    assert ask(city, replace(OVER, since=TODAY - timedelta(8))) not in first
    city.wait(24 * 60)
    assert ask(city, OVER) != first[0]


def test_what_was_asked_for_is_shown_when_it_is_there(city: SmallCity) -> None:
    """In each language, as of the moment that was asked for."""
    before = printing.look(city.engine, OVER, "zh")
    assert (before.print, before.errand, before.is_newest) == (None, None, False)
    ask(city, OVER)
    waiting = printing.look(city.engine, OVER, "zh")
    assert waiting.errand is not None
    assert (waiting.print, waiting.errand.state) == (None, ErrandState.WAITING)
    make(city)
    for language in ("zh", "en"):
        view = printing.look(city.engine, OVER, language)
        assert view.print is not None
        assert (view.print.told, view.print.pdf) == (language.encode(), b"%PDF")
        assert view.is_newest
    assert printing.look(city.engine, UNDER_WAY, "zh").print is None


def test_a_newer_one_takes_the_place_of_the_older(city: SmallCity) -> None:
    """Which is shown until then, and known for what it is."""
    ask(city, UNDER_WAY)
    make(city)
    city.wait(60)
    older = printing.look(city.engine, UNDER_WAY, "en")
    assert older.print is not None
    assert not older.is_newest
    ask(city, UNDER_WAY)
    make(city)
    assert printing.look(city.engine, UNDER_WAY, "en").is_newest
    with city.store.begin() as work:
        assert len(work.prints.all()) == len(BROUGHT)


def test_an_older_one_that_comes_late_is_not_kept(city: SmallCity) -> None:
    """Its errand is done all the same."""
    ask(city, UNDER_WAY)
    late = errands.take(city.engine, [REPORT])
    assert late is not None
    hopeless = Fault("RunnerGone", "", hopeless=True)
    done(errands.answer_failed(city.engine, late, hopeless))
    city.wait(60)
    ask(city, UNDER_WAY)
    make(city)
    newer = printing.look(city.engine, UNDER_WAY, "en")
    done(errands.answer_done(city.engine, late, BROUGHT))
    assert printing.look(city.engine, UNDER_WAY, "en") == newer
    with city.store.begin() as work:
        assert len(work.prints.all()) == len(BROUGHT)


def test_no_more_are_taken_than_can_be_printed(city: SmallCity) -> None:
    """Who asks for one that waits already is not turned away, and later there is room again."""
    periods = [replace(OVER, since=date(2026, 1, 1) + timedelta(n)) for n in range(21)]
    first = [ask(city, one) for one in periods[:20]]
    assert printing.ask(city.engine, periods[20]) == Refused(PressBusy(20))
    assert ask(city, periods[0]) == first[0]
    make(city)
    assert ask(city, periods[20])


def test_the_report_of_the_day_is_printed_unasked(city: SmallCity) -> None:
    """Once a day, of the four weeks that are over."""
    assert [due.carry_out(city.engine, due.REPORT) for _ in range(2)] == [1, 0]
    make(city)
    standard = printing.standard(city.engine)
    assert standard == Wanted("city", TODAY - timedelta(28), TODAY - timedelta(1))
    assert printing.look(city.engine, standard, "en").is_newest
    city.wait(24 * 60)
    assert due.carry_out(city.engine, due.REPORT) == 1


def test_old_prints_are_forgotten(city: SmallCity) -> None:
    """After a month in which nobody had them made anew, once a day."""

    def left() -> int:
        with city.store.begin() as work:
            return len(work.prints.all())

    ask(city, OVER)
    make(city)
    due.carry_out(city.engine, due.FORGET)
    assert left() == 2
    city.wait(29 * 24 * 60)
    due.carry_out(city.engine, due.FORGET)
    assert left() == 2
    city.wait(2 * 24 * 60)
    assert [due.carry_out(city.engine, due.FORGET) for _ in range(2)] == [1, 1]
    assert (left(), errands.counts(city.engine)[ErrandState.DONE]) == (0, 0)


def test_forgetting_is_undone_with_its_command(city: SmallCity) -> None:
    """Prints and errands alike."""
    ask(city, OVER)
    make(city)

    def act(turn: Turn) -> Done:
        turn.work.prints.forget_made(turn.now + timedelta(days=1))
        errands.forget_done(turn, turn.now + timedelta(days=1))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        city.engine.perform("k", "f", act)
    assert printing.look(city.engine, OVER, "en").is_newest
    assert errands.counts(city.engine)[ErrandState.DONE] == 1
