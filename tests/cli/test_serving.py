"""Serving says in a sentence what keeps it from starting, and reads for it no more than it must."""

from __future__ import annotations

import subprocess
import sys

import pytest

from yeshi.cli import main
from yeshi.cli.serving import run
from yeshi.wiring import starting


def test_what_keeps_a_city_from_starting_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With exit code 2, and which setting it is."""
    monkeypatch.setenv("YESHI_PORT", "harbour")
    monkeypatch.setattr(sys, "argv", ["yeshi", "run"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "YESHI_PORT" in capsys.readouterr().err


def test_a_city_that_was_stopped_ends_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """At once and well, whatever its threads still do."""
    ended: list[int] = []
    monkeypatch.setattr(starting, "run_city", lambda *_: None)
    monkeypatch.setattr("os._exit", ended.append)
    run()
    assert ended == [0]


@pytest.mark.parametrize("part", ["numba", "scipy", "yoyo", "pyarrow", "yeshi.dispatch.decide"])
def test_pages_are_served_without_what_they_do_not_need(part: str) -> None:
    """A city that is started again is waited for."""
    asked = f"import sys, yeshi.wiring.serving; sys.exit({part!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
