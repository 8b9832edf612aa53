"""Figures of this process for Prometheus: what happened since it began, and how things stand.

No label holds anything of a person: labels are names of commands, routes, loops, zones and sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from yeshi.adapters.watch.commands import Carried
from yeshi.adapters.watch.requests import Answered
from yeshi.events.orders import OrderPlaced
from yeshi.events.record import Recorded

# Since when each label is counted would double the figures, and nobody asks for it.
disable_created_metrics()  # type: ignore[no-untyped-call]
MEDIA = CONTENT_TYPE_LATEST
_SHORT_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_LONG_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How something stands at present: a figure, its value, and what it says."""

    name: str
    says: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


class Metrics:
    """Counts what it is told, and looks at how things stand whenever it is asked."""

    def __init__(self) -> None:
        own = CollectorRegistry()
        self._registry = own
        ProcessCollector(registry=own)
        self._placed = Counter("yeshi_orders_placed", "Orders that were placed.", registry=own)
        self._commands = Counter(
            "yeshi_commands", "Commands, by how they ended.", ("command", "outcome", "reason"),
            registry=own,
        )  # fmt: skip
        self._command_s = Histogram(
            "yeshi_command_seconds", "From a command's call to its answer.", ("command",),
            buckets=_SHORT_S, registry=own,
        )  # fmt: skip
        self._request_s = Histogram(
            "yeshi_request_seconds", "From a request to the beginning of its answer.",
            ("method", "route", "status"), buckets=_SHORT_S, registry=own,
        )  # fmt: skip
        self._decision_s = Histogram(
            "yeshi_dispatch_seconds", "A zone's dispatch, from looking to the last commit.",
            ("zone",), buckets=_LONG_S, registry=own,
        )  # fmt: skip

    def carried(self, one: Carried) -> None:
        """Count a command."""
        self._commands.labels(one.command, one.outcome, one.reason).inc()
        self._command_s.labels(one.command).observe(one.took_s)

    def answered(self, one: Answered) -> None:
        """Count a request."""
        self._request_s.labels(one.method, one.route, str(one.status)).observe(one.took_s)

    def happened(self, _: str, recorded: Sequence[Recorded]) -> None:
        """Count the orders among what a command recorded."""
        placed = sum(isinstance(one.event, OrderPlaced) for one in recorded)
        if placed:
            self._placed.inc(placed)

    def decided(self, zone: str, took_s: float) -> None:
        """Count a round of a zone's dispatch."""
        self._decision_s.labels(zone).observe(took_s)

    def look(self, how: Callable[[], Iterable[Level]]) -> None:
        """Ask `how` things stand whenever figures are asked for."""
        self._registry.register(_Looking(how))

    def text(self) -> bytes:
        """All figures, as Prometheus reads them (its text format, `MEDIA`)."""
        return generate_latest(self._registry)


class _Looking(Collector):
    def __init__(self, how: Callable[[], Iterable[Level]]) -> None:
        self._how = how

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing: it would have to look before the city is there."""
        return ()

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """A family a figure."""
        found = sorted(self._how(), key=lambda one: one.name)
        for name, group in groupby(found, key=lambda one: one.name):
            levels = list(group)
            family = GaugeMetricFamily(name, levels[0].says, labels=list(levels[0].labels))
            for one in levels:
                family.add_metric(list(one.labels.values()), one.value)
            yield family
