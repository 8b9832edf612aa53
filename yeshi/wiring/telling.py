"""Who is told of commands, requests and what was recorded: the log, the figures, the traces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yeshi import __version__
from yeshi.adapters.watch.commands import Carried
from yeshi.adapters.watch.log import Log
from yeshi.adapters.watch.metrics import Metrics
from yeshi.adapters.watch.requests import Answered
from yeshi.events.record import Recorded
from yeshi.settings import Settings

if TYPE_CHECKING:
    from yeshi.adapters.watch.tracing import Tracing


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """All who are told; `tracing` is None where nobody asked for traces."""

    log: Log
    metrics: Metrics = field(default_factory=Metrics)
    tracing: Tracing | None = None

    def carried(self, one: Carried) -> None:
        """Tell of a command."""
        self.metrics.carried(one)
        self.log.carried(one)
        if self.tracing is not None:
            self.tracing.carried(one)

    def happened(self, key: str, recorded: Sequence[Recorded]) -> None:
        """Tell of what the command with that key recorded."""
        self.metrics.happened(key, recorded)
        if self.tracing is not None:
            self.tracing.happened(key, recorded)

    def answered(self, one: Answered) -> None:
        """Tell of a request."""
        self.metrics.answered(one)
        self.log.answered(one)
        if self.tracing is not None:
            self.tracing.answered(one)


@contextmanager
def telling(settings: Settings, log: Log) -> Iterator[Listeners]:
    """Whom the settings ask to be told; at the end, what was not sent yet is sent."""
    if not settings.trace:
        yield Listeners(log=log)
        return
    # An extra, and slow to be read: only for who asked for it.
    from yeshi.adapters.watch.tracing import Tracing

    tracing = Tracing(__version__)
    try:
        yield Listeners(log=log, tracing=tracing)
    finally:
        tracing.close()
