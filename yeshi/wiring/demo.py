"""The stage on a live city: the demo's people and its past."""

from __future__ import annotations

from pathlib import Path

from yeshi.files.city import City
from yeshi.flow.engine import Engine
from yeshi.twin.demo import stage
from yeshi.wiring import ground
from yeshi.wiring.city import LiveCity
from yeshi.wiring.parts import CityPart, CityShare
from yeshi.wiring.past import past_maker


def make_past(columns: Path, engine: Engine) -> None:
    """The demo city's past in that folder, if it is not there yet."""
    past_maker(engine, ground.city(), columns)()


def put_on_stage(live: LiveCity, city: City, hunger: float, share: CityShare) -> None:
    """Enter the city's people; once it is started, they live in it.

    They come with the clock: where that part is not in the share, another process plays them.
    """
    stage.register(live.engine, city)
    if CityPart.CLOCK not in share.parts:
        return
    aside = live.aside()
    play = stage.stage(live.engine, city, hunger, aside)

    def step() -> None:
        play.step()
        play.report_positions()

    minute_s = live.engine.terms.policy.tick_s / live.speed
    live.beat("people", min(0.5, minute_s / 4), step, aside, play.resume)
