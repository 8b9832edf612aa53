"""Serving says in a sentence what keeps it from starting, and reads for it no more than it must."""

from __future__ import annotations

import subprocess
import sys

import pytest

from yeshi.cli import main
from yeshi.cli.serving import demo
from yeshi.wiring import starting


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_what_keeps_a_city_from_starting_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """With exit code 2, and which setting it is."""
    monkeypatch.setenv("YESHI_PORT", "harbour")
    monkeypatch.setattr(sys, "argv", ["yeshi", command])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "YESHI_PORT" in capsys.readouterr().err


def test_a_city_that_was_stopped_ends_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """At once and well, whatever its threads still do."""
    ended: list[int] = []
    monkeypatch.setattr(starting, "run_city", lambda *_: None)
    monkeypatch.setattr("os._exit", ended.append)
    demo()
    assert ended == [0]


@pytest.mark.slow
def test_pages_are_served_without_what_they_do_not_need() -> None:
    """A city that is started again is waited for."""
    parts = {"numba", "scipy", "yoyo", "pyarrow", "opentelemetry.sdk", "yeshi.dispatch.decide"}
    asked = f"import sys, yeshi.wiring.serving; print(*{parts} & sys.modules.keys())"
    ran = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True, timeout=120
    )
    assert ran.stdout.split() == []
