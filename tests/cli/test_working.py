"""Working in parts says in a sentence where there is no city to work for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from yeshi.cli import main, working
from yeshi.wiring.parts import CityPart, CityShare


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[CityShare]:
    """The shares that were begun, by a command line that comes to no city."""
    begun: list[CityShare] = []
    monkeypatch.setenv("YESHI_HOME", str(tmp_path))
    monkeypatch.delenv("YESHI_DATABASE_URL", raising=False)
    monkeypatch.setattr(working, "until_told_to_stop", lambda city, share: begun.append(share))
    return begun


def said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, str]:
    """The exit code, and what is complained of."""
    monkeypatch.setattr(sys, "argv", ["yeshi", "work", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0), capsys.readouterr().err


def test_parts_need_a_database_that_others_can_reach(
    asked: list[CityShare], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:  # fmt: skip
    """An embedded one is no such thing, unless somebody runs it on this machine."""
    code, complaint = said(monkeypatch, capsys, "dispatch")
    assert code == 2
    assert "give its address as YESHI_DATABASE_URL" in complaint
    (tmp_path / "db").mkdir()
    # Of another machine with this folder, or of a program that came after it.
    (tmp_path / "db" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert said(monkeypatch, capsys, "dispatch")[0] == 2
    assert not asked


def test_what_is_named_is_begun(
    asked: list[CityShare], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Several parts, and of dispatch its zones."""
    monkeypatch.setenv("YESHI_DATABASE_URL", "postgresql://127.0.0.1:1/none")
    assert said(monkeypatch, capsys, "web", "dispatch", "--zone", "east") == (0, "")
    assert asked == [CityShare(frozenset({CityPart.WEB, CityPart.DISPATCH}), ("east",))]
