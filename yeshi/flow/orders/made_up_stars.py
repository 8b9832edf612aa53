"""What a made-up city's dishes got before it began: given by nobody, and only in such a city."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.base.errors import InvariantBroken
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.orders.stars import StarsOfDay
from yeshi.people.person import CITY


def enter_made_up(engine: Engine, key: str, days: Sequence[StarsOfDay]) -> Answer:
    """Count these beside what was rated; InvariantBroken in a city whose people are not made up."""

    def act(turn: Turn) -> Answer:
        charter = turn.work.charters.get(CITY)
        if charter is None or not charter.demo:
            raise InvariantBroken("ratings are made up in a made-up city alone")
        for one in days:
            if one.count and turn.work.stars_of_days.get(one.id) is None:
                turn.work.stars_of_days.add(one)
        return Done({"days": str(len(days))})

    return engine.perform(key, "enter_made_up_stars", act)
