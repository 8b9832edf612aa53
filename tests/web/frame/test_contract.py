"""The contract is the truth: whatever is asked, what is answered stands in /api/openapi.json."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import jsonschema
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import strategies
from schemathesis.engine import events, from_schema

from tests.builders import SmallCity
from tests.web.browsing import SECRET
from tests.web.busy import busy
from tests.web.everybody import EVERYBODY
from tests.web.test_api import client_of, post
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.flow.city.newcomers import PURPOSE
from yeshi.people.scope import Scope
from yeshi.web.frame.links import LinkMaker
from yeshi.web.frame.sign_in import COOKIE
from yeshi.web.frame.site import Site

# Beyond what schemathesis itself takes for a refusal: money that is wanting, a body that is too
# long to be read, a part of the installation that is not there.
STATUSES = {
    "positive_data_acceptance": ["2xx", "3xx", "401", "402", "403", "404", "409", "429", "501"],
    "negative_data_rejection": ["400", "401", "403", "404", "405", "409", "413", "415", "422", "429", "501"],
    "not_a_server_error": ["2xx", "3xx", "4xx", "501"],
}  # fmt: skip
REUSED = b"urn:yeshi:refused:key_reused"
ZONES = strategies.integers(-14 * 60, 14 * 60).map(
    lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes))
)
# Drawn from the bounds of the contract, which are too narrow to be met by chance.
MOMENTS = strategies.datetimes(
    datetime.datetime(2000, 1, 1), datetime.datetime(2199, 12, 31), timezones=ZONES  # noqa: DTZ001
)  # fmt: skip
DAYS = strategies.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))
schemathesis.openapi.format("date-time", MOMENTS.map(lambda at: at.isoformat()))
schemathesis.openapi.format("date", DAYS.map(str))


@dataclass
class Heard:
    """How many requests were answered, by their status, and what was unlike the contract."""

    statuses: Counter[int] = field(default_factory=Counter)
    differences: dict[tuple[str, ...], str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def ask(client: TestClient, person: str | None, most: int, how: dict[str, Any]) -> Heard:
    """Asks the application as the contract has it and as it has it not, `most` times or less."""
    said: dict[str, Any] = {
        "seed": 20261126,
        "continue-on-failure": True,
        "checks": {name: {"expected-statuses": codes} for name, codes in STATUSES.items()},
        **how,
    }
    if person is not None:
        entered = client.post("/sign-in", data={"id": person}, follow_redirects=False)
        said["auth"] = {"openapi": {"person": {"api_key": entered.cookies[COOKIE]}}}
    config = schemathesis.Config.from_dict(said)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", client.app, config=config)
    heard = Heard()
    # A stream of news has no end that could be waited for.
    stream = from_schema(schema.exclude(path="/live")).execute()
    for event in stream:
        if isinstance(event, events.ScenarioFinished):
            _take_in(heard, event)
            if heard.statuses.total() >= most:
                stream.stop()
        elif isinstance(event, events.NonFatalError | events.FatalError):
            heard.faults.append(str(event))
    return heard


def _take_in(heard: Heard, event: events.ScenarioFinished) -> None:
    for one in event.recorder.interactions.values():
        if one.response is not None:
            heard.statuses[one.response.status_code] += 1
    for failure, code in _failures(event):
        key = (failure.operation, failure.title, failure.message[:200])
        heard.differences.setdefault(key, f"{failure}\n{code[:2000]}")


def _failures(event: events.ScenarioFinished) -> Iterator[tuple[Any, str]]:
    for id_, nodes in event.recorder.checks.items():
        sent = event.recorder.interactions.get(id_)
        # What follows a # is sent to nobody: another route was asked than the one it is held to.
        if sent is not None and "#" in sent.request.uri:
            continue
        # Of a key that was sent before with something else no contract can tell.
        reused = sent is not None and sent.response is not None and REUSED in sent.response.content
        for node in nodes:
            if reused and node.name == "positive_data_acceptance":
                continue
            if node.failure_info is not None:
                yield node.failure_info.failure, node.failure_info.code_sample


def _well(heard: Heard) -> None:
    print(sorted(heard.statuses.items()))
    assert not heard.faults, "\n".join(heard.faults)
    assert not heard.differences, "\n\n".join(heard.differences.values())


def _generation(examples: int) -> dict[str, Any]:
    return {"max-examples": examples, "no-shrink": True, "database": "none"}


SAMPLE = {
    "generation": _generation(1),
    "phases": {
        "examples": {"enabled": False},
        "coverage": {"enabled": False},
        "stateful": {"enabled": False},
    },
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("person", [pytest.param(None, marks=pytest.mark.slow), EVERYBODY])
def test_a_sample_of_requests_is_answered_as_the_contract_says(person: str | None) -> None:
    """By nobody and by somebody of every role, each operation once or twice."""
    city = SmallCity().settle_in()
    busy(city)
    with client_of(city) as client:
        heard = ask(client, person, 10_000, SAMPLE)
    assert heard.statuses.total() > 60
    _well(heard)


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("person", [None, EVERYBODY])
def test_ten_thousand_requests_are_answered_as_the_contract_says(
    postgres: PostgresStore, person: str | None
) -> None:
    """All that schemathesis has, twice: at the bounds, by chance, and one after the other."""
    city = SmallCity(postgres).settle_in()
    busy(city)
    with client_of(city) as client:
        heard = ask(client, person, 10_000, {"generation": _generation(100)})
    assert heard.statuses.total() >= 10_000
    _well(heard)


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A client of the small city."""
    with client_of(SmallCity().settle_in()) as client:
        yield client


def answers(client: TestClient, method: str, path: str) -> dict[str, set[str]]:
    """By status, the problems that the contract names for an operation, by their types."""
    told = client.get("/api/openapi.json").json()
    schemas, found = told["components"]["schemas"], {}
    for status, response in told["paths"][path][method]["responses"].items():
        problem = response.get("content", {}).get("application/problem+json")
        if problem:
            named = [one["$ref"].rsplit("/", 1)[1] for one in problem["schema"]["oneOf"]]
            found[status] = {schemas[name]["properties"]["type"]["const"] for name in named}
    return found


def test_the_contract_names_why_a_command_may_be_refused(client: TestClient) -> None:
    """All that is decided somewhere below it, and what the frame says before and after."""
    told = answers(client, "post", "/api/orders")
    refused = "urn:yeshi:refused:"
    assert told["402"] == {refused + "not_enough"}
    by_key = {refused + "scope_missing", refused + "not_by_key"}
    # A group that one pays for is paid by its host alone.
    assert told["403"] == {"urn:yeshi:foreign", refused + "not_yours", *by_key}
    assert {refused + "sold_out", refused + "quote_changed"} <= told["409"]
    assert refused + "sign_in_first" not in told.get("401", ())
    unreadable = {"urn:yeshi:invalid", "urn:yeshi:not_storable", "urn:yeshi:too_long"}
    assert told["422"] == {*unreadable, refused + "key_reused"}
    assert (told["408"], told["413"]) == ({"urn:yeshi:slow"}, {"urn:yeshi:too_much"})
    assert {"urn:yeshi:down", "urn:yeshi:out_of_time"} < told["503"]
    # Also what is anybody's refuses a key that is none, or whose scopes do not reach it.
    public, closed = {"400", "401", "403", "421", "422", "429", "500", "503"}, {"404"}
    # What is wanted of stalls may be of a market that there is not, or beyond what can be asked.
    assert answers(client, "get", "/api/merchants").keys() == public | {"404", "409"}
    assert answers(client, "get", "/api/couriers").keys() == public | closed
    assert answers(client, "post", "/api/payments/{payment}/approve").keys() >= {"401", "402"}
    assert answers(client, "get", "/api/figures/{name}").keys() >= {"501"}


def test_the_contract_says_who_has_to_sign_in(client: TestClient) -> None:
    """And what a command answers when it is carried out."""
    paths = client.get("/api/openapi.json").json()["paths"]
    any_key = [{"key": [scope]} for scope in Scope]
    assert paths["/api/me"]["get"]["security"] == [{"person": []}, *any_key]
    for path, who in (
        ("/api/accords/{accord}", [{}, {"person": []}, {"key": ["read"]}, {"key": ["accords"]}]),
        ("/api/couriers", [{"person": []}, {"key": ["read"]}, {"key": ["control"]}]),
        ("/api/wallet", [{}, {"visitor": []}, {"key": ["read"]}, {"key": ["order"]}]),
    ):
        assert paths[path]["get"]["security"] == who
    done = paths["/api/quotes"]["post"]["responses"]["200"]["content"]["application/json"]
    assert list(done["schema"]["properties"]) == ["quote"]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/wallet", {"fen": "100"}, "fen"),
        ("/wallet", {"fen": True}, "fen"),
        ("/couriers/x/position", {"x": False, "y": 0}, "x"),
        ("/merchants/a/taking", {"taking": 1}, "taking"),
        ("/merchants/a/taking", {"taking": "yes"}, "taking"),
        ("/accords/cooperation-2015/meetings", {"held_on": 0, "title": "t", "minutes": "m"}, "held_on"),
    ],
)  # fmt: skip
def test_what_is_of_another_type_is_refused(
    client: TestClient, path: str, body: Any, field: str
) -> None:
    """A number is no text, and yes is no number."""
    answer = post(client, path, body)
    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert answer.json()["type"] == "urn:yeshi:invalid"


def test_a_whole_number_may_be_written_with_a_point(client: TestClient) -> None:
    """To JSON it is the same."""
    assert post(client, "/wallet", {"fen": 100.0}).status_code == 200
    assert post(client, "/wallet", {"fen": 100.5}, "other").status_code == 422


def test_what_cannot_be_done_names_all_that_can(client: TestClient) -> None:
    """Also where an address has a route for each method."""
    assert client.delete("/api/wallet").headers["allow"] == "GET, HEAD, POST"
    assert client.options("/api/quotes").headers["allow"] == "POST"


def test_whatever_is_there_is_as_the_contract_describes_it() -> None:
    """Each thing that may be looked at, in a city in the middle of everything."""
    city = SmallCity().settle_in()
    ids = {**busy(city), "name": "orders"}
    ids["token"] = LinkMaker(SECRET, Site("http://testserver")).token(PURPOSE, ids["newcomer"], 1)
    with client_of(city) as client:
        client.post("/api/customers")
        wish = {"items": {"a1": 1}, "x": 100, "y": 80, "address": "Door"}
        ids["quote"] = post(client, "/quotes", wish, "q").json()["quote"]
        client.post("/sign-in", data={"id": EVERYBODY})
        told = client.get("/api/openapi.json").json()
        for path, methods in told["paths"].items():
            if "get" not in methods or path == "/live":
                continue
            answer = client.get(path.format(**ids))
            described = methods["get"]["responses"][str(answer.status_code)]["content"]
            media = answer.headers["content-type"].split(";")[0]
            schema = {**described[media].get("schema", {}), "components": told["components"]}
            if media.endswith("json"):
                jsonschema.Draft202012Validator(schema).validate(answer.json())
