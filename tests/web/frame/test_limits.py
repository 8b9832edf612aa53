"""Whoever keeps a city is told its limits as they are."""

from __future__ import annotations

from pathlib import Path

from tests.house.sources import ROOT
from yeshi.settings import STREAMS
from yeshi.web.frame.bounds import FILES_S, TEXTS_S
from yeshi.web.frame.limits import Limits


def test_the_limits_that_are_documented_are_those_there_are() -> None:
    """In docs/operating.md."""
    told = Path(ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    limits = Limits()
    for said in (
        f"beginning of its answer | {limits.answer_s:g} s |",
        f"64 KB within {limits.body_s:g} s; long texts 512 KB within {TEXTS_S:g} s",
        f"within {FILES_S / 60:g} min",
        f"| {limits.answer_bytes_max // 2**20} MB;",
        f"| {limits.requests_max}, {limits.requests_of_one} |",
        f"`YESHI_STREAMS` ({limits.streams_max:,}), {limits.streams_of_one} |",
    ):
        assert said in told, said
    assert limits.streams_max == STREAMS
