"""A line an event: what libraries and loops say comes there too, without what they were given."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.builders import EVENING
from yeshi.adapters.watch.commands import Carried
from yeshi.adapters.watch.log import Log, digest_of
from yeshi.adapters.watch.requests import Answered
from yeshi.base.errors import DatabaseUnreachable
from yeshi.flow.aside import Aside

DONE = Carried(command="place", key="somebody", outcome="done", reason="", took_s=0.0123)
ANSWERED = Answered(
    id="i", by="visitor", method="GET", route="/", status=200, took_s=0.1, lasted_s=0.2, fault=None
)
ASIDE = Aside(
    duty="strand", id="order-abcdefghijklmnop", fault="KeyError", place="yeshi.x:1", since=EVENING,
    tries=1, again_at=EVENING,
)  # fmt: skip


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Any:
    """Reads what was written since, as JSON."""
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_command_of_a_loop_says_so(lines: Any) -> None:
    """By the name of its thread; what the start does is the start's."""
    log = Log()
    log.carried(DONE)
    thread = threading.Thread(target=lambda: log.carried(DONE), name="tick")
    thread.start()
    thread.join()
    first, second = lines()
    assert (first["by"], second["by"]) == ("start", "loop tick")
    assert first["took_ms"] == 12.3
    assert first["key"] == digest_of("somebody") != digest_of("somebodx")


def test_only_what_needs_somebody_is_told_where_that_is_wanted(lines: Any) -> None:
    """Failures, 5xx, what is set aside; not what went as it should."""
    log = Log("json", "warning")
    log.carried(DONE)
    log.answered(ANSWERED)
    assert lines() == []
    log.carried(replace(DONE, outcome="failed", reason="KeyError"))
    log.answered(replace(ANSWERED, status=503))
    log.answered(replace(ANSWERED, status=500, fault=KeyError("somebody")))
    log.set_aside(ASIDE)
    assert [one["level"] for one in lines()] == ["warning", "warning", "error", "warning"]


def test_what_machines_ask_is_told_where_the_answer_is_unusual(lines: Any) -> None:
    """Every few seconds they ask."""
    log = Log()
    log.answered(replace(ANSWERED, route="/readyz"))
    assert lines() == []
    log.answered(replace(ANSWERED, route="/readyz", status=503))
    assert lines()[0]["status"] == 503


def test_ids_that_somebody_chose_are_not_told(lines: Any) -> None:
    """Of a courier called by their name; those that the platform makes name nobody."""
    log = Log()
    log.set_aside(ASIDE)
    log.set_aside(replace(ASIDE, id="wang-li"))
    first, second = lines()
    assert first["id"] == ASIDE.id
    assert "id" not in second


@pytest.fixture
def taken_over() -> Iterator[None]:
    """Puts back how libraries log and threads end."""
    root, hook = logging.getLogger(), threading.excepthook
    kept, level = root.handlers[:], root.level
    yield
    root.handlers[:], threading.excepthook = kept, hook
    root.setLevel(level)


@pytest.mark.usefixtures("taken_over")
def test_what_libraries_say_comes_without_what_they_were_given(lines: Any) -> None:
    """But of connections, which hold nothing that anybody sent; nor of each that cannot be made."""
    Log().take_over()
    try:
        raise ValueError("somebody")
    except ValueError:
        logging.getLogger("some.library").exception("cannot read %s", "somebody")
    logging.getLogger("psycopg.pool").warning("error connecting in %s", "pool-1")
    logging.getLogger("uvicorn.error").warning("out of %s", "files")
    logging.getLogger("uvicorn.error").info("chatter")
    first, second = lines()
    assert (first["level"], first["said"], first["fault"]) == (
        "error", "cannot read %s", "ValueError",
    )  # fmt: skip
    assert second["said"] == "out of files"


@pytest.mark.usefixtures("taken_over")
def test_a_thread_that_ends_by_a_fault_is_told(lines: Any) -> None:
    """With its way, and without its words."""
    Log().take_over()

    def fail() -> None:
        raise ValueError("somebody")

    thread = threading.Thread(target=fail, name="listener")
    thread.start()
    thread.join()
    (one,) = lines()
    assert (one["event"], one["thread"], one["fault"]) == ("thread ended", "listener", "ValueError")
    assert "somebody" not in json.dumps(one)


def test_a_loop_that_waits_for_the_world_says_for_what(lines: Any) -> None:
    """By the kind of the fault."""
    Log().waiting("tick", DatabaseUnreachable("postgresql://somebody:secret@host/"))
    (one,) = lines()
    assert (one["event"], one["loop"], one["fault"]) == ("waiting", "tick", "DatabaseUnreachable")
    assert "secret" not in json.dumps(one)


def test_a_lease_that_comes_or_goes_is_told(lines: Any) -> None:
    """With the name of its loop."""
    Log().holding("dispatch:east", True)
    (one,) = lines()
    assert (one["event"], one["loop"], one["held"]) == ("lease", "dispatch:east", True)
