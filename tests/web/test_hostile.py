"""Hostile values at every door: no answer of 500 and above, and the city lives on.

Seeded: the same number of a value is the same request in every run.
"""

from __future__ import annotations

import json
import types
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from random import Random
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from tests.builders import SmallCity
from tests.passwords import quick
from tests.web.busy import ONE_EACH, busy
from tests.web.everybody import EVERYBODY, be_everybody
from tests.web.routes import Input, Route, choices, routes_of
from tests.web.test_api import client_of
from yeshi.adapters.clocks import WallClock
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.flow.aside import SetAside
from yeshi.flow.due import DUE, carry_out
from yeshi.flow.orders import dispatching
from yeshi.web.frame.sign_in import COOKIE, SignIn

SEED = 20261126
ENDLESS = {"/live"}
# What the installation lacks, and says so.
LACKING = 501
RAW_JSON = (
    "NaN", "Infinity", "-Infinity", "1e999", "-0.0", "1" + "0" * 400, "9223372036854775808",
    '"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udfff\\ud800"', '"\\u202eabc"', '"\\u001b[2J"',
    "[" * 500 + "]" * 500, '{"a":' * 500 + "1" + "}" * 500, '{"a":1,"a":2}', '{"__proto__":{}}',
    "[" * 5, "{", "",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    "", " ", "\0", "a\0b", "\x7f", "\x1b[0m", "\r\nSet-Cookie: a=b", "\u202e‮", "\ufeff", "\ud800",
    "é" * 70, "字" * 2000, "x" * 40_000, "../../etc/passwd", "'; DROP TABLE orders; --", "{{7*7}}",
    "%00", "%n%s", "<img onerror=1>", "=1+1", "null", "true", "NaN", "Infinity", "-0", "1e400",
    "0x10", "１２３", "٣", "²", "1_000", "-1", "9" * 30, "9" * 5000,
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01", "9999-12-31",
    "2026-02-30", "2026-11-24T24:00:00Z", "2026-11-24T20:00:00+23:59", "24:00", "23:59:60",
    "10:00+14:00", "00:00Z", "1900-01-01", "2199-12-31", "2199-12-31T23:59:59.999999Z",
    "2000-01-01T00:00:00Z", "2000-01-01T00:00:00+14:00", "1e18", "253402300800", "-62135596800",
    0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**13, 10**30, 0.1, -0.0, 1e308, 5e-324, 1e15, True,
    False, None, [], {}, [[]], [None], {"": ""}, {"zh": "\0", "en": 5}, [1, "a", None] * 50,
)  # fmt: skip


def sample(annotation: Any, name: str, ids: dict[str, str]) -> Any:
    """A value that its field would take, as far as its type and name tell."""
    origin, within = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return sample(within[0], name, ids)
    if origin in (Union, types.UnionType):
        return sample(next(one for one in within if one is not type(None)), name, ids)
    if origin is Literal:
        return within[0]
    if origin is list:
        return [sample(within[0], name, ids)]
    if origin is dict:
        return {ids["item"]: 1}
    if isinstance(annotation, type):
        if issubclass(annotation, BaseModel):
            fields = annotation.model_fields.items()
            return {one.alias or key: sample(one.annotation, key, ids) for key, one in fields}
        if issubclass(annotation, Enum):
            return next(iter(annotation)).value
        known = {
            bool: True, int: 1, float: 0.5, datetime: "2026-11-24T20:30:00+08:00",
            date: "2026-11-24", time: "18:00",
        }  # fmt: skip
        if annotation in known:
            return known[annotation]
    return ids.get(name, "x")


def leaves(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places within a body, itself among them."""
    yield at
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, (*at, key))


def put(value: Any, at: tuple[Any, ...], hostile: Any) -> Any:
    """The body with something else at a place."""
    if not at:
        return hostile
    changed = value.copy()
    changed[at[0]] = put(value[at[0]], at[1:], hostile)
    return changed


@dataclass(frozen=True)
class Assault:
    """Sends one hostile value after another to the doors of a city."""

    client: TestClient
    ids: dict[str, str]
    routes: list[Route]
    cookies: dict[str, str]

    def send(self, number: int) -> tuple[int, str]:
        """The status that came of the request of that number, and what it was."""
        chance = Random(f"{SEED}:{number}")
        route = self.routes[number % len(self.routes)]
        named = [one.id for one in ONE_EACH]
        who = chance.choice((None, *named, *(EVERYBODY,) * len(named)))
        self.client.cookies.delete(COOKIE)
        if who is not None:
            self.client.cookies.set(COOKIE, self.cookies[who])
        where = [*route.inputs, None] if route.method == "POST" else list(route.inputs) or [None]
        at = chance.choice(where)
        if at is not None and at.where == "path":
            # What is found under a path is worth more tries than what is not there.
            at = chance.choice(where)
        return self._request(route, at, chance, number)

    def _request(
        self, route: Route, at: Input | None, chance: Random, number: int
    ) -> tuple[int, str]:
        hostile, raw = chance.choice(VALUES), chance.choice(RAW_JSON)
        path, asked, form, body = route.path, [], [], None
        headers: dict[str, str | bytes] = {"Accept-Language": chance.choice(("zh", "en"))}
        if at is None:
            odd = _latin(hostile)
            headers[chance.choice(("Accept-Language", "Cookie", "Content-Type", "Host"))] = odd
        for one in route.inputs:
            value: Any = sample(one.told.annotation, one.name, self.ids)
            if one.name in ("key", "Idempotency-Key"):
                value = f"n{number}"
            if one.where == "path":
                free = choices(one.told)
                value = hostile if one is at else free[0] if free else self.ids.get(one.name, "x")
                path = path.replace(f"{{{one.name}}}", quote(_bytes(value), safe=""))
            elif one.where == "json":
                body = _json(value, raw, hostile, chance) if one is at else json.dumps(value)
            elif one.where == "header":
                headers[one.name] = _latin(hostile) if one is at else str(value)
            elif one.where == "form":
                form.append((one.name, _bytes(hostile if one is at else value)))
            elif one.where == "query" and (one is at or one.told.is_required()):
                asked.append((one.name, _bytes(hostile if one is at else value)))
        address = f"{path}?{urlencode(asked)}" if asked else path
        content = body if body is not None else _form(route, form, headers, hostile, number)
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        answer = self.client.request(
            route.method, address, content=content, headers=list(headers.items())
        )
        said = f"{route.method} {route.path} {at.name if at else headers} {hostile!r:.60} {raw:.40}"
        return answer.status_code, said


def _form(
    route: Route, form: list[tuple[str, bytes]], headers: dict[str, str | bytes], hostile: Any,
    number: int,
) -> str | bytes | None:  # fmt: skip
    """What is sent as a form, None for what is only asked."""
    if any(one.where == "file" for one in route.inputs):
        headers["Content-Type"] = "multipart/form-data; boundary=b"
        return _multipart(form, _bytes(hostile))
    if route.method != "POST":
        return None
    headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
    # Forms whose fields the page itself reads take any.
    return urlencode(form or [("key", f"n{number}".encode()), ("name", _bytes(hostile))])


def _bytes(value: Any) -> bytes:
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "surrogatepass")


def _latin(value: Any) -> bytes:
    # What a server below would not let in as a header never reaches us: ends of lines and NUL.
    return _bytes(value).replace(b"\r", b"").replace(b"\n", b"").replace(b"\0", b"\x01")[:8000]


def _json(value: Any, raw: str, hostile: Any, chance: Random) -> bytes:
    place = chance.choice(list(leaves(value)))
    if chance.random() < 0.5:
        marked = json.dumps(put(value, place, "@@"))
        return marked.replace('"@@"', raw).encode()
    whole = json.dumps(put(value, place, hostile), ensure_ascii=chance.random() < 0.5)
    return whole.encode("utf-8", "surrogatepass")


def _multipart(form: list[tuple[str, bytes]], name: bytes) -> bytes:
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="' + key.encode() + b'"\r\n\r\n' + value
        for key, value in form
    ]
    named = name.replace(b"\r", b"").replace(b"\n", b"").replace(b'"', b"")
    kept = b'--b\r\nContent-Disposition: form-data; name="file"; filename="' + named
    return b"\r\n".join((*parts, kept + b'"\r\n\r\nhello', b"--b--\r\n"))


# Ten thousand in the proofs, in parts, each in a city of its own.
IN_PROOFS = [range(first, first + 1250) for first in range(0, 10_000, 1250)]


@pytest.mark.parametrize(
    "numbers",
    [range(600), *(pytest.param(part, marks=pytest.mark.slow) for part in IN_PROOFS)],
    ids=lambda numbers: f"{len(numbers)} from {numbers.start}",
)
def test_hostile_values_stop_nothing(postgres: PostgresStore, numbers: range) -> None:
    """At every door, by nobody and by somebody of each role; then the clock brings everything."""
    city = SmallCity(postgres).settle_in()
    ids = busy(city)
    aside = SetAside(city.clock)
    with client_of(city, aside=aside) as client:
        client.follow_redirects = False
        # A client would raise what a server answers with 500.
        client._transport.raise_server_exceptions = False  # type: ignore[attr-defined]
        desk = client.app.state.desk  # type: ignore[attr-defined]
        # Pictures and prints cost seconds each, and have tests of their own.
        client.app.state.desk = replace(desk, painter=_nothing)  # type: ignore[attr-defined]
        ids["token"] = (
            SignIn(city.engine, "secret", quick(), WallClock())
            .link(ids["application"])
            .split("/")[-1]
        )
        ids["name"] = "index"
        routes = [one for one in routes_of(client.app) if one.path not in ENDLESS]  # type: ignore[arg-type]
        cookies = {one: _cookie(client, one) for one in (*(who.id for who in ONE_EACH), EVERYBODY)}
        assault = Assault(client, ids, routes, cookies)
        fallen, statuses = [], Counter[int]()
        for number in numbers:
            status, said = assault.send(number)
            statuses[status] += 1
            if status >= 500 and status != LACKING:
                fallen.append(f"{number}: {status} {said}")
        print(sorted(statuses.items()))
        assert not fallen, "\n".join(fallen[:40])
        assert sum(count for status, count in statuses.items() if status < 400) > len(numbers) / 20
        _lives(city, client, aside)


def _nothing(*_: object) -> bytes:
    return b""


def _cookie(client: TestClient, person: str) -> str:
    return client.post("/sign-in", data={"id": person}).cookies[COOKIE]


def _lives(city: SmallCity, client: TestClient, aside: SetAside) -> None:
    for _ in range(3):
        for duty in DUE:
            carry_out(city.engine, duty, aside)
        dispatching.tick(city.engine, "city")
        city.wait(90)
    assert not aside.all()
    be_everybody(client, city.store)
    for page in ("/", "/control", "/kitchen", "/city", "/api/control"):
        assert client.get(page).status_code == 200
