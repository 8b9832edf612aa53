"""Looked over, a sound city is well, and each thing that is wrong is told with what to do."""

from __future__ import annotations

import time
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from tests.builders import SmallCity, done
from tests.conftest import as_superuser
from yeshi.adapters.clocks import wall_time
from yeshi.adapters.postgres.operating import Lookout, ServerState, server_of
from yeshi.adapters.postgres.picture_shelf import PostgresShelf
from yeshi.adapters.postgres.presence import Presence, Told
from yeshi.adapters.postgres.roles import CITY, OWNER, as_role
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.flow.stalls.picturing import Forms, Sight, hang
from yeshi.settings import Settings
from yeshi.web.frame.visitor import secret_in
from yeshi.wiring import doctor, ground
from yeshi.wiring.city import lease_names
from yeshi.wiring.doctor import Finding, look_over

SOUND = ServerState(version=18, unsafe=(), now=wall_time(), sessions=0, differing="")


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    """A city that has traded."""
    store = PostgresStore(open_pool(database), "CNY")
    city = SmallCity(store).open_up().settle_in()
    city.fill()
    city.place({"a1": 1})
    store.close()
    all_hung_up(database)
    secret_in(tmp_path)
    return Settings(
        home=tmp_path, database_url=database, host="", port=0, speed=1.0, hunger=1.0, tiles=None
    )


def all_hung_up(database: str) -> None:
    """Wait until the server knows of it: it hears a moment later."""
    while server_of(database).sessions:
        time.sleep(0.02)


def wrong(findings: Iterator[Finding]) -> dict[str, str]:
    """What is wrong, by part; each says what to do."""
    found = [one for one in findings if one.wrong]
    assert all(one.advice for one in found)
    return {one.part: one.wrong for one in found}


def by_hand(database: str, statement: str) -> None:
    """Change what the database itself does not let be changed."""
    with psycopg.connect(as_superuser(database)) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(statement)


@pytest.fixture(autouse=True)
def roomy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with room, whatever this machine has."""
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage(100, 50, 50))


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that waits for its disk, as that of the tests does not."""
    monkeypatch.setattr(doctor, "server_of", lambda url: replace(server_of(url), unsafe=()))


def test_a_sound_city_is_well(settings: Settings) -> None:
    """Each part is told."""
    told = list(look_over(settings))
    assert not [one for one in told if one.wrong]
    assert {one.part for one in told} == {
        "disk", "secret", "database", "clock", "role", "migrations", "city", "loops", "processes",
        "pictures", "rules", "errands",
    }  # fmt: skip


def test_money_from_nowhere_is_found(settings: Settings, database: str) -> None:
    """In whatever table it stands."""
    by_hand(database, "UPDATE accounts SET balance_fen = balance_fen + 1 WHERE id = 'wallet:c'")
    assert "wallet:c" in wrong(look_over(settings))["rules"]


def test_an_order_that_its_events_do_not_explain_is_found(
    settings: Settings, database: str
) -> None:
    """As when somebody took one away."""
    by_hand(database, "DELETE FROM events WHERE kind = 'order.placed'")
    assert "rules" in wrong(look_over(settings))


def test_the_whole_record_is_read_where_it_is_asked_for(settings: Settings, database: str) -> None:
    """What no order under way and no sum shows; a look in which all was well is remembered."""
    for whole in (True, False):
        assert not wrong(look_over(settings, whole))
        all_hung_up(database)
    assert doctor._last_look(settings.home / doctor.LOOKED_AT) > 0
    by_hand(
        database,
        "INSERT INTO events (at, day, kind, subject, data) SELECT now(), current_date,"
        " 'merchant.paused', id, jsonb_build_object('merchant', id) FROM merchants WHERE taking",
    )
    assert not wrong(look_over(settings))
    all_hung_up(database)
    assert "rules" in wrong(look_over(settings, whole=True))


def test_a_secret_that_others_may_read_is_found(settings: Settings) -> None:
    """Whoever has it makes cookies."""
    (settings.home / "secret").chmod(0o644)
    assert wrong(look_over(settings)) == {"secret": "others may read it"}


def test_a_full_disk_is_found(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for a folder that is not there yet."""
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage(100, 95, 5))
    assert wrong(iter([doctor.disk(settings.home / "none" / "there")]))["disk"]


def test_a_database_that_is_away_is_told_last(settings: Settings) -> None:
    """What can be told without it is told."""
    away = replace(settings, database_url="postgresql://postgres@127.0.0.1:1/none")
    told = list(look_over(away))
    assert [one.part for one in told] == ["disk", "secret", "database"]
    assert "database" in wrong(iter(told))


def test_an_empty_database_is_told(settings: Settings, empty_database: str) -> None:
    """There is no city in it."""
    told = wrong(look_over(replace(settings, database_url=empty_database)))
    assert told["migrations"] == "there is no city in it"


@pytest.mark.parametrize(
    ("name", "said"),
    [("postgres", "superuser"), (OWNER, "may change the schema"), (CITY, "")],
)
def test_a_city_whose_role_may_too_much_is_found(
    settings: Settings, database: str, name: str, said: str
) -> None:
    """A superuser, and whoever owns the tables."""
    found = doctor.role(as_role(database, name))
    assert said in found.wrong
    assert bool(found.well) is not bool(said)


@pytest.mark.parametrize(
    ("state", "part"),
    [
        (replace(SOUND, version=14), "database"),
        (replace(SOUND, unsafe=("fsync",)), "database"),
        (replace(SOUND, now=SOUND.now - timedelta(hours=1)), "clock"),
    ],
)
def test_a_server_that_is_not_to_be_relied_on_is_found(state: ServerState, part: str) -> None:
    """Too old, one that loses what it answered for, or of another time."""
    assert part in wrong(doctor.server(state))


def test_who_works_for_a_city_is_told(database: str) -> None:
    """By part and place, until they take their leave."""
    pool = open_pool(database)
    lookout = Lookout(pool)
    present = Presence(database, ["dispatch:east"], 1.0, Told, lambda *_: None)
    present.arrive(lambda: SOUND.now)
    present.start(lambda: SOUND.now)
    ends = time.monotonic() + 30
    while "dispatch:east" not in doctor.processes(lookout).well:
        assert time.monotonic() < ends
        time.sleep(0.02)
    present.leave()
    assert doctor.processes(lookout).well == "none works"
    pool.close()


def test_loops_in_which_nobody_works_are_found(settings: Settings, database: str) -> None:
    """Where somebody works at all."""
    pool = open_pool(database)
    store, lookout = PostgresStore(pool, "CNY"), Lookout(pool)
    running = replace(SOUND, sessions=3)
    terms = ground.opening().terms
    names = lease_names(terms)
    with store.lease(names[0]):
        told = doctor.loops(lookout, running, terms)
        assert names[0] not in told.wrong
        assert names[1] in told.wrong
    assert not doctor.loops(lookout, SOUND, terms).wrong
    store.close()


def test_a_picture_that_is_not_where_pictures_lie_is_told(
    settings: Settings, database: str
) -> None:
    """And a folder that cannot be read; what is there is well."""
    store = PostgresStore(open_pool(database), "CNY")
    city, forms = SmallCity(store), Forms("1" * 64, (240,))
    done(hang(city.engine, "hang", [(Sight("a"), forms)]))
    assert "1 of 1" in wrong(look_over(settings))["pictures"]
    PostgresShelf(store).put(forms.digest, {240: b"form"})
    assert "pictures" not in wrong(look_over(settings))
    (settings.home / "file").write_text("no folder")
    elsewhere = replace(settings, pictures=settings.home / "file")
    assert "file" in wrong(look_over(elsewhere))["pictures"]
    store.close()
