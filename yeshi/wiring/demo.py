"""The demo city: a live city with the stage's people on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from yeshi.adapters.watch.log import Log
from yeshi.files.city import City
from yeshi.flow.engine import Engine
from yeshi.settings import Settings
from yeshi.twin.demo import stage
from yeshi.wiring import ground
from yeshi.wiring.city import LiveCity, live_city
from yeshi.wiring.parts import WHOLE, CityPart, CityShare
from yeshi.wiring.past import past_maker
from yeshi.wiring.recorded import COLUMNS


@dataclass(frozen=True, slots=True)
class DemoCity:
    """The live city, and the file that its people and places come from."""

    live: LiveCity
    city: City


def make_past(columns: Path, engine: Engine) -> None:
    """The demo city's past in that folder, if it is not there yet."""
    past_maker(engine, ground.city(), columns)()


@contextmanager
def demo_city(
    settings: Settings, database: Callable[[], str], log: Log, share: CityShare = WHOLE
) -> Iterator[DemoCity]:
    """The demo city on the database of that address; once started, its people live in it.

    They come with the clock: where that part is not in the share, another process plays them.
    """
    city, past = ground.city(), partial(make_past, settings.home / COLUMNS)
    with live_city(settings, database, log, ground.terms(), ground.travel(), past, share) as live:
        stage.register(live.engine, city)
        if CityPart.CLOCK in share.parts:
            _play(live, city, settings.hunger)
        yield DemoCity(live, city)


def _play(live: LiveCity, city: City, hunger: float) -> None:
    """Have the stage's people live in the city."""
    aside = live.aside()
    play = stage.stage(live.engine, city, hunger, aside)

    def step() -> None:
        play.step()
        play.report_positions()

    minute_s = live.engine.terms.policy.tick_s / live.speed
    live.beat("people", min(0.5, minute_s / 4), step, aside, play.resume)
