"""Figures are counted as they are told, and looked at when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.parser import text_string_to_metric_families

from yeshi.adapters.watch.commands import Carried
from yeshi.adapters.watch.metrics import Level, Metrics
from yeshi.adapters.watch.requests import Answered


def value(metrics: Metrics, name: str, **labels: str) -> float:
    """A figure as Prometheus reads it."""
    families = text_string_to_metric_families(metrics.text().decode())
    return next(
        sample.value
        for family in families
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )


def test_commands_requests_and_decisions_are_counted() -> None:
    """Each by its labels, with how long it took."""
    metrics = Metrics()
    for reason in ("sold_out", "sold_out", "unknown"):
        metrics.carried(
            Carried(command="place", key="k", outcome="refused", reason=reason, took_s=0.3)
        )
    metrics.answered(
        Answered(
            id="i", by="visitor", method="GET", route="/", status=200, took_s=0.2, lasted_s=9.0, fault=None
        )
    )  # fmt: skip
    metrics.decided("west", 4.0)
    assert value(metrics, "yeshi_commands_total", reason="sold_out", outcome="refused") == 2
    assert value(metrics, "yeshi_command_seconds_sum", command="place") == 3 * 0.3
    assert value(metrics, "yeshi_request_seconds_sum", route="/", status="200") == 0.2
    assert value(metrics, "yeshi_dispatch_seconds_sum", zone="west") == 4.0


def test_levels_are_looked_at_anew() -> None:
    """At each question, and not before the first."""
    looks = 0

    def look() -> Iterator[Level]:
        nonlocal looks
        looks += 1
        for zone, number in (("east", looks), ("west", 7)):
            yield Level(name="yeshi_waiting", says="s", value=number, labels={"zone": zone})

    metrics = Metrics()
    metrics.look(look)
    assert looks == 0
    assert value(metrics, "yeshi_waiting", zone="east") == 1
    assert value(metrics, "yeshi_waiting", zone="east") == 2
    assert value(metrics, "yeshi_waiting", zone="west") == 7
