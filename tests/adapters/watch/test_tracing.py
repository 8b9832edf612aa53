"""An order is one trace, from the form to the ledger, for a collector that speaks OTLP."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.adapters.watch.collector import Collector, collector, told
from tests.builders import SmallCity, terms
from tests.web.test_api import client_of
from tests.web.test_log import MARK, order
from yeshi.adapters.gathering import Gathering
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.watch.commands import Carried, WatchedEngine
from yeshi.adapters.watch.log import Log
from yeshi.adapters.watch.requests import WatchedRequests
from yeshi.adapters.watch.tracing import UNDER_WAY_MAX, Tracing
from yeshi.flow.table import TABLE
from yeshi.geo.travel import WholeMinutes
from yeshi.wiring.telling import Listeners


def traced_order(monkeypatch: pytest.MonkeyPatch, gathered: bool = False) -> Collector:
    """What a collector has of a whole order, all of whose words are marked."""
    with collector() as kept:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", kept.address)
        tracing = Tracing("0")
        telling = Listeners(log=Log("json", "warning"), tracing=tracing)
        city = SmallCity()
        city.engine = WatchedEngine(
            city.store, city.clock, WholeMinutes(300.0), TrialWallet(), terms(), TABLE
        )
        city.engine.tell = telling.carried
        city.engine.listen(telling.happened)
        if gathered:
            city.engine.gather(Gathering(city.engine.perform_together))
        city.settle_in()
        inner = client_of(city)
        watched = WatchedRequests(inner.app, telling.answered)  # type: ignore[arg-type]
        order(TestClient(watched, cookies=inner.cookies), city)
        tracing.close()
    return kept


@pytest.mark.parametrize("gathered", [False, True])
def test_an_order_is_one_trace_to_the_ledger(
    monkeypatch: pytest.MonkeyPatch, gathered: bool
) -> None:
    """With the requests that moved it, what it went through, and the money of each step."""
    kept = traced_order(monkeypatch, gathered)
    placed = kept.named("command place")
    steps = [
        "POST /api/orders",
        "command accept",
        "POST /api/merchants/{merchant}/orders/{order}/accept",
        "command ready",
        "command collect",
        "command deliver",
        "POST /api/couriers/{courier}/orders/{order}/deliver",
    ]
    assert {kept.named(step).trace_id for step in steps} == {placed.trace_id}
    assert kept.named("POST /api/orders").span_id == placed.parent_span_id
    request = kept.named("POST /api/orders")
    assert told(request)["http.response.status_code"] == 200
    assert request.start_time_unix_nano <= placed.start_time_unix_nano
    happened = [one.name for one in placed.events]
    assert happened[:2] == ["order.placed", "ledger"]
    money = told(placed.events[1])
    assert (money["yeshi.from"], money["yeshi.to"]) == ("wallet", "escrow")
    assert money["yeshi.fen"] > 0
    ended = [one.name for one in kept.named("command deliver").events]
    assert "order.settled" in ended
    assert ended.count("ledger") >= 3


def test_a_trace_names_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of accounts the kinds are told, of requests the routes, of keys nothing."""
    kept = traced_order(monkeypatch)
    assert kept.spans
    assert MARK.encode() not in kept.raw
    assert b"customer-" not in kept.raw


def test_what_is_only_looked_at_has_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that gives no command is on no order's way."""
    assert not [one.name for one in traced_order(monkeypatch).spans if "GET" in one.name]


def test_a_share_of_orders_is_traced_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the environment asks for a share, an order has all of its spans or none."""
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
    monkeypatch.setenv("OTEL_TRACES_SAMPLER_ARG", "0")
    assert not traced_order(monkeypatch).spans


def test_commands_that_are_never_told_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing grows without an end."""
    with collector() as kept:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", kept.address)
        tracing = Tracing("0")
        for number in range(3 * UNDER_WAY_MAX):
            tracing.happened(str(number), ())
        tracing.carried(Carried(command="c", key="0", outcome="done", reason="", took_s=0.0))
        assert len(tracing._recorded) <= UNDER_WAY_MAX
        tracing.close()
