"""To read changes nothing, whoever reads whatever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.city.sheets.builders import prepared
from tests.web.busy import ONE_EACH, busy
from tests.web.everybody import EVERYBODY
from tests.web.routes import Route, choices, routes_of
from tests.web.test_api import client_of
from yeshi.adapters.clocks import WallClock
from yeshi.adapters.postgres.store import PostgresStore, open_readers
from yeshi.web.frame.sign_in import COOKIE, SignIn

# What a path asks for by name, where no type lists the choices.
NAMES = {
    "/api/figures/{name}": ["trade"],
    "/programmes/{programme}/charts/{name}": ["fund"],
    "/city/sheets/{name}.{form}": ["index-rungs"],
    "/api/sheets/{name}": ["index-rungs"],
}
# A stream of news ends when its reader goes: it has a test of its own.
ENDLESS = {"/live"}


@pytest.fixture
def city(postgres: PostgresStore) -> Iterator[SmallCity]:
    """The small city in PostgreSQL, read by connections that can change nothing."""
    store = PostgresStore(postgres.pool, "CNY", open_readers(postgres.pool))
    yield SmallCity(store).settle_in()
    store.close()


def addresses(route: Route, ids: dict[str, str]) -> Iterator[str]:
    """The addresses of a route, with ids of what there is, and with each choice of a word."""
    told = {one.name: choices(one.told) for one in route.inputs if one.where == "path"}
    names = re.findall(r"{(\w+)}", route.path)
    of_accord = route.path.startswith("/accords")
    known = {**ids, "file": ids["kept"]} if of_accord else ids
    for values in product(
        *(told[name] or NAMES.get(route.path) or [known[name]] for name in names)
    ):
        yield route.path.format(**dict(zip(names, values, strict=True)))


def everything(database: str) -> dict[str, str]:
    """A digest of each table of the database."""
    with psycopg.connect(database) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchall()
        return {
            name: str(
                connection.execute(
                    f"SELECT count(*) || md5(coalesce(string_agg(t::text, '' ORDER BY t::text), ''))"
                    f" FROM {name} t"
                ).fetchone()
            )
            for (name,) in tables
        }


def test_no_get_changes_anything(city: SmallCity, database: str, tmp_path: Path) -> None:
    """Not one event, command or record, by nobody and by somebody of each role."""
    ids = busy(city)
    sheets = prepared(city, tmp_path)
    with client_of(city, sheets=sheets, signed_in=False) as client:
        client.follow_redirects = False
        ids["token"] = _link(city, ids["application"])
        # An address is its customer's: to everybody here there is none.
        ids["address"] = "none"
        read = [
            address
            for route in routes_of(client.app)  # type: ignore[arg-type]
            if route.method == "GET" and route.path not in ENDLESS
            for address in addresses(route, ids)
        ]
        assert len(read) > 80
        for who in (None, *(one.id for one in ONE_EACH), EVERYBODY):
            if who is not None:
                # To sign in does change something: it opens a session.
                client.post("/sign-in", data={"id": who})
            before = everything(database)
            assert {"events", "commands", "orders", "sessions"} <= set(before)
            _read_all(client, read)
            assert everything(database) == before
        client.post("/kitchen/a/prices/a1", data={"amount": "16.80", "key": "k"})
        assert everything(database) != before


def _link(city: SmallCity, application: str) -> str:
    return SignIn(city.engine, "secret", None, WallClock()).link(application).rsplit("/", 1)[-1]  # type: ignore[arg-type]


def _read_all(client: TestClient, read: list[str]) -> None:
    is_public = COOKIE not in client.cookies
    for address in read:
        # Pictures and prints are dear to draw, and nobody's differ from anybody's.
        if is_public or not address.endswith((".png", ".svg", ".pdf")):
            assert client.get(address).status_code in (
                200,
                303,
                307,
                401,
                403,
                404,
                409,
                422,
                501,
            ), address
