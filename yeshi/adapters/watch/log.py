"""The log: a line an event, as JSON or for people, that names nobody and holds no secret.

Of what somebody sent nothing is written: of a command its name and a digest of its key, of a
request its route, of a fault its kind and its places, never its words.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import structlog

from yeshi.adapters.watch.commands import Carried
from yeshi.adapters.watch.faults import frames_of
from yeshi.adapters.watch.requests import ASKING, Answered
from yeshi.base.faults import kind_of
from yeshi.flow.aside import Aside

# As make_id makes them: chosen by nobody, so that they name nobody.
_MADE = re.compile(r"[a-z]+-[a-z2-7]{16}")
# Asked every few seconds by machines: told only where the answer is not the usual one.
_BY_MACHINES = frozenset({"/healthz", "/readyz", "/metrics"})
# Libraries whose messages tell of connections and of nothing that was sent.
_TOLD_WHOLE = frozenset({"uvicorn.error", "yoyo.migrations"})
_LEVELS = {"info": logging.INFO, "warning": logging.WARNING}


class Log:
    """Writes events to standard error, from any thread."""

    def __init__(self, form: str = "json", least: str = "info") -> None:
        """`form`: json, or people. `least`: info, or warning, where only that is written which
        somebody has to look at.
        """
        processors: list[Any] = [
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ]
        if form == "json":
            processors.append(structlog.processors.JSONRenderer(ensure_ascii=False))
        else:
            colours = sys.stderr.isatty()
            processors.append(structlog.dev.ConsoleRenderer(colors=colours, pad_event_to=12))
        self._log = structlog.wrap_logger(
            structlog.WriteLogger(_StandardError()),  # type: ignore[arg-type]
            processors=processors,
            wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[least]),
            cache_logger_on_first_use=True,
        )

    def carried(self, one: Carried) -> None:
        """A command, with the kind of who gave it; one that failed is a warning."""
        write = self._log.warning if one.outcome == "failed" else self._log.info
        reason = {"reason": one.reason} if one.reason else {}
        write(
            "command", command=one.command, key=digest_of(one.key), outcome=one.outcome, **reason,
            took_ms=_ms(one.took_s), **_by(),
        )  # fmt: skip

    def answered(self, one: Answered) -> None:
        """A request; with its traceback, where it broke something."""
        told = {
            "request": one.id, "method": one.method, "route": one.route, "status": one.status,
            "by": one.by, "took_ms": _ms(one.took_s), "lasted_ms": _ms(one.lasted_s),
        }  # fmt: skip
        if one.fault is not None:
            self._log.error("request", **told, **_fault(one.fault))
        elif one.status >= 500:
            self._log.warning("request", **told)
        elif one.route not in _BY_MACHINES or one.status >= 400:
            self._log.info("request", **told)

    def set_aside(self, one: Aside) -> None:
        """Something that could not be done, and whether it is tried again."""
        id_ = {"id": one.id} if _MADE.fullmatch(one.id) else {}
        self._log.warning(
            "set aside", duty=one.duty, **id_, fault=one.fault, place=one.place, tries=one.tries,
            again=one.again_at is not None,
        )  # fmt: skip

    def waiting(self, loop: str, fault: Exception) -> None:
        """A loop that the world lets down, and that goes on when it is back."""
        self._log.warning("waiting", loop=loop, **_fault(fault))

    def holding(self, loop: str, holds: bool) -> None:
        """A loop that begins to work in this process, or leaves off."""
        self._log.info("lease", loop=loop, held=holds)

    def say(self, event: str, **facts: str | int | float | bool) -> None:
        """An event of the process itself, such as that it began; the facts name nobody."""
        self._log.info(event, **facts)

    def warn(self, event: str, **facts: str | int | float | bool) -> None:
        """An event that somebody should look at."""
        self._log.warning(event, **facts)

    def take_over(self) -> None:
        """Have what libraries say, and what ends a thread, come here too."""
        logging.basicConfig(handlers=[_Libraries(self._log)], level=logging.WARNING, force=True)
        # That a database is away is told once, by whoever guards the way to it.
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)

        def ended(args: threading.ExceptHookArgs) -> None:
            name = args.thread.name if args.thread else ""
            fault = args.exc_value
            told = _fault(fault) if isinstance(fault, Exception) else {}
            self._log.error("thread ended", thread=name, **told)

        threading.excepthook = ended


class _Libraries(logging.Handler):
    """Hands on what libraries log, without what they were given: it may be anybody's."""

    def __init__(self, log: Any) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        whole = record.name in _TOLD_WHOLE
        fault = record.exc_info[1] if record.exc_info else None
        told = _fault(fault) if isinstance(fault, Exception) else {}
        write: Callable[..., None] = (
            self._log.error if record.levelno >= logging.ERROR else self._log.warning
        )
        write(
            "library", library=record.name,
            said=record.getMessage() if whole else str(record.msg), **told,
        )  # fmt: skip


class _StandardError:
    """Standard error as it is when something is written."""

    def write(self, text: str) -> None:
        sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def digest_of(key: str) -> str:
    """Twelve letters that tell one key from another: a key may be anything that somebody sent."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _by() -> dict[str, str]:
    """Who gave the command: the kind of who asked, or the loop whose thread this is."""
    asking = ASKING.get()
    if asking is not None:
        return {"by": asking.by, "request": asking.id}
    thread = threading.current_thread()
    return {"by": "start" if thread is threading.main_thread() else f"loop {thread.name}"}


def _fault(fault: Exception) -> dict[str, Any]:
    return {"fault": kind_of(fault), "traceback": frames_of(fault)}


def _ms(seconds: float) -> float:
    return round(timedelta(seconds=seconds) / timedelta(milliseconds=1), 1)
