"""What is costly is done in processes apart, once for all who ask for the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders import EVENING, SmallCity
from tests.programmes.test_forecast import programme, standing
from yeshi.adapters.passwords import Argon2
from yeshi.base.errors import OutOfTime
from yeshi.base.report import Report, Table
from yeshi.programmes.forecast import Chances, forecast
from yeshi.web.frame.figure_files import FigureAsked, FigureFile
from yeshi.wiring import costly as module
from yeshi.wiring.costly import Costly, costly
from yeshi.wiring.hands import LongTask

PATIENCE_S = 60.0
CHART: dict[str, Any] = {
    "mark": "bar",
    "data": {"values": [{"x": 1}, {"x": 2}]},
    "encoding": {"x": {"field": "x", "type": "quantitative"}},
}


def counting() -> Callable[[LongTask], Any]:
    """Counts, in place of a city's hands, how often it was asked, in which process, for what."""
    times = 0

    def answer(asked: LongTask) -> Any:
        nonlocal times
        times += 1
        told = f"{times} {os.getpid()} {asked.given.name}"  # type: ignore[union-attr]
        return FigureFile(told.encode(), asked.now, None)

    return answer


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def parts(city: SmallCity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Costly]:
    """What is costly in it, however slow the machine is."""
    for limit in ("PICTURE_S", "FORECAST_S", "FIGURE_S", "PASSWORD_S", "REPORT_S"):
        monkeypatch.setattr(module, limit, PATIENCE_S)
    with ExitStack() as closing:
        yield costly(city.engine, counting, tmp_path, closing)


def test_a_picture_is_drawn_elsewhere_and_once(
    parts: Costly, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What says the same is the same picture; what says something else is drawn anew."""
    pytest.importorskip("vl_convert")
    drawn = parts.painter(CHART, "svg")
    assert isinstance(drawn, bytes)
    assert drawn.startswith(b"<svg")
    monkeypatch.setattr(module, "PICTURE_S", 0.0)
    assert parts.painter({**CHART}, "svg") == drawn
    with pytest.raises(OutOfTime):
        parts.painter({**CHART, "mark": "line"}, "svg")


class Gone:
    """A process apart that answers nobody any more."""

    def ask(self, *_: object) -> None:
        """Raise OutOfTime."""
        raise OutOfTime("gone")


def test_a_forecast_is_drawn_elsewhere_and_once(parts: Costly) -> None:
    """As it is drawn here; another fund, or other chances, are drawn anew."""
    few, stands = Chances(0.9, 0.9, draws=50), standing(balance_fen=25_000)
    told = parts.forecaster(programme(), stands, few)
    assert told == forecast(programme(), stands, few)
    again = replace(parts.forecaster, apart=Gone())  # type: ignore[arg-type]
    assert again(programme(), standing(balance_fen=25_000), few) == told
    with pytest.raises(OutOfTime):
        again(programme(), standing(balance_fen=24_999), few)
    with pytest.raises(OutOfTime):
        again(programme(), stands, Chances(0.8, 0.9, draws=50))


def asked(name: str, since: date | None = None, by: tuple[str, ...] = ("day",)) -> FigureAsked:
    """A figure as JSON."""
    return FigureAsked(name=name, since=since, until=None, by=by, form="json")


def test_a_figure_is_written_elsewhere_and_told_again_for_a_while(
    parts: Costly, city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its moment; each by itself, and each form of it."""
    monkeypatch.setattr(module, "FRESH_S", PATIENCE_S)
    told = parts.figure_files.figure_file(asked("trade"))
    times, pid, name = told.body.split()
    assert (times, name, told.as_of) == (b"1", b"trade", city.clock.now())
    assert int(pid) != os.getpid()
    city.wait(10)
    assert parts.figure_files.figure_file(asked("trade")) == told
    others = [
        asked("orders", by=()), asked("trade", date(2026, 11, 1)),
        replace(asked("trade"), form="csv"),
    ]  # fmt: skip
    assert [parts.figure_files.figure_file(one).body.split()[0] for one in others] == [
        b"2",
        b"3",
        b"4",
    ]
    monkeypatch.setattr(module, "FRESH_S", 0.0)
    assert parts.figure_files.figure_file(asked("trade")).as_of == city.clock.now()


def test_a_report_is_printed_elsewhere(parts: Costly) -> None:
    """And its pages come back."""
    report = Report("T", "t", "foot", [Table(("a", "b"), [("1", "2")])])
    printed = parts.printer(report, EVENING)
    assert isinstance(printed, bytes)
    assert printed.startswith(b"%PDF")


def test_a_password_is_looked_at_elsewhere(parts: Costly) -> None:
    """By the hashes that are made here."""
    secret = Argon2().make("right and long")
    assert parts.passwords.fits(secret, "right and long")
    assert not parts.passwords.fits(secret, "wrong and long")
    assert not parts.passwords.fits(None, "right and long")
    assert Argon2().fits(parts.passwords.make("another one"), "another one")
