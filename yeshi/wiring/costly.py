"""What is costly for who asks: drawn, counted and hashed in processes apart, once for all."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from yeshi.adapters import passwords
from yeshi.adapters.apart import Several
from yeshi.adapters.once import Once
from yeshi.adapters.paper import pictures
from yeshi.adapters.paper.repainting import repainting
from yeshi.adapters.paper.resizing import resizing
from yeshi.base.refused import Refused
from yeshi.base.report import Report
from yeshi.flow.engine import Engine
from yeshi.programmes.forecast import Chances, Forecast, Standing, forecasting
from yeshi.programmes.programme import Programme
from yeshi.web.frame.desk import PartMissing, PictureKind
from yeshi.web.frame.figure_files import FigureAsked, FigureFile
from yeshi.wiring.hands import LongTask
from yeshi.wiring.menus import MENUS, MenusApart, reading, sheet_reading
from yeshi.wiring.press import printing, repaint_if_possible, resize_if_possible

# Real seconds that one of each may take, from the question to the answer; its process is begun in
# them where it is the first.
PICTURE_S, FORECAST_S, FIGURE_S, PASSWORD_S = 12.0, 12.0, 15.0, 12.0
# The largest takes seven of them where nothing else is done.
PHOTO_S = 18.0
# Three hundred lines take three of them.
REPORT_S = 18.0
# A spreadsheet of a menu is read while its page waits; a photo in the background, one by one.
SHEET_S, MENU_PHOTO_S = 18.0, 180.0
# Those who wait for one of a kind hold a thread each, of forty that pages have.
WAITING_MAX = 8
KEPT_BYTES_MAX = 32 * 1024 * 1024
# Real seconds for which a figure is told again as it was, with its moment.
FRESH_S = 5.0
AT_ONCE = 1


@dataclass(frozen=True, slots=True)
class PicturesApart:
    """Draws charts: what says the same is the same picture."""

    once: Once
    apart: Several

    def __call__(self, specification: dict[str, Any], kind: PictureKind) -> bytes | Refused:
        """The picture, or that the extra is missing which draws it."""
        key = kind, sha256(to_json(specification)).digest()
        try:
            return self.once.get(key, lambda: self.apart.ask((specification, kind), PICTURE_S))
        except ModuleNotFoundError:
            return Refused(PartMissing("city"))


@dataclass(frozen=True, slots=True)
class RepaintersApart:
    """Paints pictures anew that others bring: what they hide is met in a process of its own."""

    apart: Several

    def __call__(self, data: bytes) -> bytes | Refused:
        """The picture, or why there is none."""
        return repaint_if_possible(data, lambda given: bytes(self.apart.ask(given, PICTURE_S)))


@dataclass(frozen=True, slots=True)
class ResizersApart:
    """Reads photos that others bring, and makes their forms."""

    apart: Several

    def __call__(self, data: bytes) -> dict[int, bytes] | Refused:
        """The forms by their widths, or why there are none."""
        return resize_if_possible(data, lambda given: dict(self.apart.ask(given, PHOTO_S)))


@dataclass(frozen=True, slots=True)
class PrintersApart:
    """Prints reports of some hundred rows for whoever waits for them."""

    apart: Several

    def __call__(self, report: Report, at: datetime) -> bytes | Refused:
        """The report as PDF, or that the extra is missing which prints it."""
        printed: bytes | Refused = self.apart.ask((report, at), REPORT_S)
        return printed


@dataclass(frozen=True, slots=True)
class ForecastsApart:
    """Tells whether a fund will last: who asks the same of the same fund is told the same."""

    once: Once
    apart: Several

    def __call__(
        self, programme: Programme, standing: Standing, chances: Chances | None
    ) -> Forecast:
        """The forecast from there."""
        asked = pickle.dumps((programme, standing, chances))

        def draw() -> bytes:
            return pickle.dumps(self.apart.ask((programme, standing, chances), FORECAST_S))

        told: Forecast = pickle.loads(self.once.get(sha256(asked).digest(), draw))
        return told


@dataclass(frozen=True, slots=True)
class FiguresApart:
    """The figures of a city under way, counted and written where nobody's page waits for it."""

    engine: Engine
    once: Once
    apart: Several

    def figure_file(self, asked: FigureAsked) -> FigureFile:
        """The figure's file: that of a moment ago, if somebody has just asked for it."""

        def count() -> bytes:
            return pickle.dumps(self.apart.ask(LongTask(asked, self.engine.clock.now()), FIGURE_S))

        told: FigureFile = pickle.loads(self.once.get(asked, count, FRESH_S))
        return told


@dataclass(frozen=True, slots=True)
class PasswordsApart:
    """Makes and checks hashes, which takes a core and 64 MB for a moment."""

    apart: Several

    def make(self, password: str) -> str:
        """The hash of a password."""
        return str(self.apart.ask(("make", password), PASSWORD_S))

    def fits(self, secret: str | None, password: str) -> bool:
        """Whether the password is that of the hash."""
        return bool(self.apart.ask(("fits", secret, password), PASSWORD_S))


@dataclass(frozen=True, slots=True, kw_only=True)
class Costly:
    """All that a desk has done in processes apart, which begin when something is first asked."""

    painter: PicturesApart
    repainter: RepaintersApart
    resizer: ResizersApart
    printer: PrintersApart
    menu_reader: MenusApart
    forecaster: ForecastsApart
    figure_files: FiguresApart
    passwords: PasswordsApart


def costly(
    engine: Engine, begin: Callable[[], Callable[[LongTask], Any]], home: Path, closing: ExitStack
) -> Costly:
    """What is costly in a city whose hands `begin` makes; its processes end with `closing`.

    `home`: the data folder, where photos of menus lie while they are read.
    """

    def several(how: Callable[[], Callable[[Any], Any]], waiting_max: int = WAITING_MAX) -> Several:
        made = Several(how, AT_ONCE, waiting_max)
        closing.callback(made.close)
        return made

    return Costly(
        painter=PicturesApart(Once(KEPT_BYTES_MAX, WAITING_MAX), several(pictures.drawing)),
        repainter=RepaintersApart(several(repainting)),
        resizer=ResizersApart(several(resizing)),
        printer=PrintersApart(several(printing)),
        menu_reader=MenusApart(
            partial(several(sheet_reading).ask, limit_s=SHEET_S),
            partial(several(reading).ask, limit_s=MENU_PHOTO_S),
            home / MENUS,
        ),
        forecaster=ForecastsApart(Once(KEPT_BYTES_MAX, WAITING_MAX), several(forecasting)),
        figure_files=FiguresApart(engine, Once(KEPT_BYTES_MAX, WAITING_MAX), several(begin)),
        passwords=PasswordsApart(several(passwords.hashing)),
    )
