"""The city that is open on a database is found there, and what changes in it is taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import CHARTER, EVENING, SmallCity, done, terms
from yeshi.adapters.clocks import wall_time
from yeshi.adapters.postgres.guarding import GuardedPool
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.errors import NoCity
from yeshi.flow.city.enacting import enact_terms
from yeshi.flow.city.opening import Opening, rename_city
from yeshi.people.actor import CONSOLE
from yeshi.wiring.opened import engine_of, must_be_open, open_from, opened

OPENING = Opening(name=CHARTER.name, centre=CHARTER.centre, terms=terms(currency="EUR"))


@pytest.fixture
def pool(database: str) -> Iterator[GuardedPool]:
    """Connections to a database on which no city is open."""
    with open_pool(database) as made:
        yield made


def test_where_none_is_open_that_is_said(pool: GuardedPool) -> None:
    """With what to do."""
    assert opened(pool) is None
    with pytest.raises(NoCity, match="yeshi open"):
        must_be_open(pool)


def test_it_is_opened_once(pool: GuardedPool) -> None:
    """Whoever opens another one there is given the first; its books are in its currency."""
    city = open_from(pool, OPENING)
    again = open_from(pool, replace(OPENING, terms=terms()))
    for found in (city, again, must_be_open(pool)):
        assert (found.charter.name, found.terms) == (CHARTER.name, OPENING.terms)
    with city.store.read() as work:
        assert work.ledger.balance("wallet:c").currency == "EUR"


def test_it_goes_by_the_clock_on_the_wall(pool: GuardedPool) -> None:
    """However long nobody served it; a made-up one goes on where its record stopped."""
    before = wall_time()
    city = open_from(pool, OPENING)
    assert before <= city.begins <= wall_time()
    city.charter = replace(city.charter, demo=True)
    with city.store.read() as work:
        stopped = work.events.last()
    assert stopped is not None
    assert city.begins == stopped.at


def test_a_record_that_is_ahead_is_waited_for(postgres: PostgresStore) -> None:
    """As after a night with a wrong clock: time does not go back."""
    ahead = wall_time() + timedelta(hours=3)
    SmallCity(postgres).open_up()
    city = must_be_open(postgres.pool)
    engine = engine_of(postgres, city.in_force, ahead)
    done(rename_city(engine, "r", CHARTER.name, replace(CHARTER.centre, x=1.0)))
    city.renew()
    city.charter = replace(city.charter, demo=False)
    assert city.begins >= ahead - timedelta(seconds=1)
    assert city.charter.centre.x == 1.0


def test_changed_terms_are_taken_in(postgres: PostgresStore) -> None:
    """And whoever waits for it is told."""
    SmallCity(postgres).open_up()
    city, told = must_be_open(postgres.pool), []
    city.changed = lambda: told.append(city.terms.answer_within_s)
    console = engine_of(postgres, must_be_open(postgres.pool).in_force, EVENING).acting(CONSOLE)
    done(enact_terms(console, "e", replace(terms(), answer_within_s=99.0), "patience"))
    assert city.terms.answer_within_s == 300.0
    city.renew()
    assert told == [99.0]
