"""A city is ready when its database, its loops and its readers are; its figures tell how they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.builders import SmallCity, done
from tests.conftest import as_superuser
from yeshi.adapters.columns.writing import THROUGH, bring_up_to_date
from yeshi.adapters.heartbeat import Heartbeat
from yeshi.adapters.postgres.operating import Lookout
from yeshi.adapters.postgres.relay import Relay
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.adapters.sheets import SheetFolder
from yeshi.flow.aside import SetAside
from yeshi.flow.orders import ordering
from yeshi.web.frame.broadcast import Broadcast
from yeshi.wiring import watching
from yeshi.wiring.watching import Watching


@pytest.fixture
def watched(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watching]:
    """A watched city with one loop that was not started, looked at anew each time."""
    monkeypatch.setattr(watching, "SAME_S", 0.0)
    pool = open_pool(database)
    store = PostgresStore(pool, "CNY")
    city = SmallCity(store).settle_in()
    watched = Watching(
        engine=city.engine,
        lookout=Lookout(pool),
        columns=tmp_path,
        sheets=SheetFolder(tmp_path),
        broadcast=Broadcast(store),
        speed=1.0,
    )
    aside = SetAside(city.clock)
    watched.loops.append(Heartbeat(store, "tick", 1.0, lambda: None, aside))
    watched.asides.append(aside.all)
    yield watched
    store.close()


def faults(watched: Watching) -> dict[str, str]:
    """The parts that are not ready."""
    return {one.name: one.fault for one in watched.parts() if one.fault}


def level(watched: Watching, name: str, **labels: str) -> float:
    """How something stands."""
    found = (
        one for one in watched.levels() if one.name == name and labels.items() <= one.labels.items()
    )
    return next(found).value


def test_a_loop_is_well_while_any_process_holds_its_lease(watched: Watching) -> None:
    """Of this process or of another; nobody's is told."""
    assert faults(watched) == {"loop tick": "no process holds its lease"}
    with watched.engine.store.lease("tick") as lease:
        assert lease is not None
        assert not faults(watched)
    assert "loop tick" in faults(watched)


def test_a_schema_of_other_code_is_told(watched: Watching, database: str) -> None:
    """A later one, that another process brought."""
    owner = psycopg.connect(as_superuser(database))
    with watched.engine.store.lease("tick"), owner as connection:
        connection.execute(
            "INSERT INTO _yoyo_migration (migration_hash, migration_id) VALUES ('x', '9999.later')"
        )
        connection.commit()
        assert faults(watched) == {"migrations": "it differs from this code by 9999.later"}


def test_columns_that_are_far_behind_are_told(watched: Watching, tmp_path: Path) -> None:
    """In real seconds; a little is nothing, and so is a city without columns."""
    with watched.engine.store.lease("tick"):
        city = SmallCity(watched.engine.store, keys=count(1000))
        bring_up_to_date(watched.engine.store, tmp_path, city.calendar)
        assert level(watched, "yeshi_record_lag_events") == 0
        city.clock.put(city.clock.now() + timedelta(seconds=watching.LAG_S_MAX + 60))
        city.fill("late")
        assert level(watched, "yeshi_record_lag_events") == 1
        assert list(faults(watched)) == ["record"]
        (tmp_path / THROUGH).unlink()
        assert not faults(watched)


def test_what_the_relay_has_not_told_is_seen(watched: Watching) -> None:
    """Until it reads on; before it began, nothing is told of it."""
    city = SmallCity(watched.engine.store)
    relay = watched.relay = Relay(watched.engine.store, lambda _: None, SetAside(city.clock))
    behind = {"name": "yeshi_record_lag_events", "reader": "relay"}
    assert not [one for one in watched.levels() if one.labels.get("reader") == "relay"]
    assert relay._begin() is not None
    assert level(watched, **behind) == 0
    city.wait(2)
    for customer in ("c", "d"):
        done(ordering.top_up(city.engine, f"top-{customer}", customer, city.money(100)))
    assert level(watched, **behind) == 2
    assert level(watched, "yeshi_record_lag_seconds", reader="relay") == 120
    relay.read()
    assert level(watched, **behind) == 0
    assert level(watched, "yeshi_record_lag_seconds", reader="relay") == 0


def test_a_database_that_is_away_is_told_and_the_rest_still_shown(watched: Watching) -> None:
    """As a part that is not ready, and as a figure."""
    assert level(watched, "yeshi_database_up") == 1
    assert level(watched, "yeshi_errands", state="waiting") == 0
    watched.engine.store.close()  # type: ignore[attr-defined]
    assert list(faults(watched)) == ["database"]
    assert level(watched, "yeshi_database_up") == 0
    assert level(watched, "yeshi_lease_held", lease="tick") == 0
    assert level(watched, "yeshi_set_aside") == 0
