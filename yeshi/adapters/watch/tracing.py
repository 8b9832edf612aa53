"""The trace of an order, from the form to the ledger, for whatever collector speaks OTLP.

All that concerns one order is one trace, whichever process does it and however late: its number is
made from the order's id. A command that concerns one order is in that order's trace, with what it
recorded and which money it moved; so is the request that gave it. A command of several orders has a
trace of its own, which each of theirs is linked to. Nobody is named: accounts are told by kind.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from itertools import islice

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import Decision
from opentelemetry.trace import (
    Link,
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)
from opentelemetry.util.types import AttributeValue

from yeshi.adapters.watch.commands import Carried
from yeshi.adapters.watch.requests import ASKING, Answered
from yeshi.events.record import Event, Recorded
from yeshi.ledger.postings import movements

# Of commands that were never said to be carried out no more is kept than of those under way.
UNDER_WAY_MAX = 1024
# Where a request keeps the trace that its command is in.
TRACE = "trace"
# As `Turn.new_id` makes them.
_ORDER = re.compile(r"or-[a-z2-7]{16}")


_Told = Mapping[str, AttributeValue]


class _Ids(RandomIdGenerator):
    """Numbers by chance, but where a trace or a span was named before it was told of."""

    def __init__(self) -> None:
        super().__init__()
        self._trace: ContextVar[int | None] = ContextVar("trace", default=None)
        self._span: ContextVar[int | None] = ContextVar("span", default=None)

    def generate_trace_id(self) -> int:
        """The number of a new trace."""
        return self._trace.get() or super().generate_trace_id()

    def generate_span_id(self) -> int:
        """The number of a new span."""
        return self._span.get() or super().generate_span_id()

    @contextmanager
    def within(self, trace: int) -> Iterator[None]:
        """Whatever is numbered meanwhile is in that trace."""
        token = self._trace.set(trace)
        try:
            yield
        finally:
            self._trace.reset(token)

    @contextmanager
    def being(self, span: int) -> Iterator[None]:
        """The span that is numbered meanwhile is that one."""
        token = self._span.set(span)
        try:
            yield
        finally:
            self._span.reset(token)


class Tracing:
    """Makes spans of what it is told, after it is over, and sends them on in the background.

    Where to, and how many of them, the environment says by OpenTelemetry's own variables.
    """

    def __init__(self, version: str) -> None:
        self._ids = _Ids()
        whose = Resource.create({"service.name": "yeshi", "service.version": version})
        self._provider = TracerProvider(
            id_generator=self._ids, resource=whose, shutdown_on_exit=False
        )
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("yeshi")
        self._recorded: dict[str, Sequence[Recorded]] = {}

    def close(self) -> None:
        """Send what is left, and end."""
        self._provider.shutdown()

    def happened(self, key: str, recorded: Sequence[Recorded]) -> None:
        """Keep what a command recorded until it is told how it went."""
        if len(self._recorded) >= UNDER_WAY_MAX:
            for old in list(islice(self._recorded, UNDER_WAY_MAX // 2)):
                self._recorded.pop(old, None)
        self._recorded[key] = recorded

    def carried(self, one: Carried) -> None:
        """A span of the command, with what it recorded and the money that it moved."""
        ends, asking = time.time_ns(), ASKING.get()
        recorded = self._recorded.pop(one.key, ())
        orders = sorted({order for each in recorded for order in _orders_of(each.event)})
        told: dict[str, AttributeValue] = {
            "yeshi.command": one.command,
            "yeshi.outcome": one.outcome,
        }
        told |= {"yeshi.reason": one.reason} if one.reason else {}
        told |= {"yeshi.order": orders[0]} if len(orders) == 1 else {}
        trace = _number(orders[0], 16) if len(orders) == 1 else self._ids.generate_trace_id()
        if asking is not None:
            trace = asking.state.setdefault(TRACE, trace)
        span = self._begun(
            f"command {one.command}", trace, None if asking is None else _span_of(asking.id), told,
            ends - _ns(one.took_s),
        )  # fmt: skip
        for each in recorded:
            _tell(span, each.event, ends)
        if one.outcome == "failed":
            span.set_status(Status(StatusCode.ERROR, one.reason))
        span.end(ends)
        for order in orders if len(orders) > 1 else ():
            self._befell(f"command {one.command}", order, recorded, span, told, ends)

    def answered(self, one: Answered) -> None:
        """A span of the request, in the trace of the order that it was about.

        One that gave no command changed nothing: it is on no order's way, and has none.
        """
        asking = ASKING.get()
        if asking is None or TRACE not in asking.state:
            return
        ends = time.time_ns()
        told: dict[str, AttributeValue] = {
            "http.request.method": one.method, "http.route": one.route,
            "http.response.status_code": one.status, "yeshi.by": one.by, "yeshi.request": one.id,
        }  # fmt: skip
        with self._ids.being(_span_of(one.id)):
            span = self._begun(
                f"{one.method} {one.route}", asking.state[TRACE], None, told,
                ends - _ns(one.lasted_s), SpanKind.SERVER,
            )  # fmt: skip
        if one.status >= 500:
            span.set_status(Status(StatusCode.ERROR))
        span.end(ends)

    def _befell(
        self, name: str, order: str, recorded: Sequence[Recorded], of: Span, told: _Told, ends: int
    ) -> None:
        """In the trace of one of several orders what befell it, linked to the command of all."""
        link = Link(of.get_span_context())
        span = self._begun(
            name, _number(order, 16), None, {**told, "yeshi.order": order}, ends, links=[link]
        )
        for each in recorded:
            if order in _orders_of(each.event):
                _tell(span, each.event, ends)
        span.end(ends)

    def _begun(
        self, name: str, trace: int, parent: int | None, told: _Told, begins: int,
        kind: SpanKind = SpanKind.INTERNAL, links: Sequence[Link] = (),
    ) -> Span:  # fmt: skip
        """A span in that trace, below that parent: a span that is told later, maybe elsewhere."""
        above = Context()
        if parent is not None:
            # Sampled as the trace is: by its number alone, so that all processes agree.
            sampled = (
                self._provider.sampler.should_sample(None, trace, name).decision
                is not Decision.DROP
            )
            flags = TraceFlags(TraceFlags.SAMPLED if sampled else TraceFlags.DEFAULT)
            place = SpanContext(trace, parent, is_remote=True, trace_flags=flags)
            above = set_span_in_context(NonRecordingSpan(place), above)
        with self._ids.within(trace):
            return self._tracer.start_span(
                name, context=above, kind=kind, attributes=told, links=links, start_time=begins
            )


def _orders_of(event: Event) -> list[str]:
    return [one for one in event.concerns if _ORDER.fullmatch(one)]


def _tell(span: Span, event: Event, at: int) -> None:
    """What happened, and each movement of money by the kinds of its two accounts."""
    span.add_event(event.kind, {}, at)
    for one in movements(event):
        span.add_event(
            "ledger",
            {
                "yeshi.from": one.debit.split(":")[0], "yeshi.to": one.credit.split(":")[0],
                "yeshi.fen": one.amount.fen, "yeshi.reason": one.why,
            },
            at,
        )  # fmt: skip


def _number(of: str, size: int) -> int:
    """A number of so many bytes that is always the same for `of`, and not nought."""
    return int.from_bytes(sha256(of.encode()).digest()[:size], "big") or 1


def _span_of(request: str) -> int:
    """The number of a request's span."""
    return _number(request, 8)


def _ns(seconds: float) -> int:
    return round(seconds * 1e9)
