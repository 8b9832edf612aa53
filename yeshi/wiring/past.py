"""The demo city's past, made once and kept beside what the city records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import sleep

from yeshi.adapters.columns.past import Past, keep_past, past_of
from yeshi.files.city import City
from yeshi.flow.engine import Engine
from yeshi.twin.demo import stage
from yeshi.twin.demo.past.entering import first_day
from yeshi.twin.demo.past.making import Nightly, made_up_past

AFTER_S = 2.0


def past_maker(engine: Engine, city: City, columns: Path) -> Callable[[], None]:
    """What makes the past up to the city's first day and keeps it in `columns`, unless it is there.

    InputError where a part is missing that it needs.
    """

    def make() -> None:
        if past_of(columns) is not None:
            return
        # Whoever started the city opens its first pages now: they come before its past.
        sleep(AFTER_S)
        with engine.store.begin() as work:
            sellers = {one.id: (one.sector, one.district) for one in work.merchants.all()}
            campaign = work.campaigns.get(stage.CAMPAIGN)
            programme = next((one.id for one in work.programmes.all()), "")
        nightly = Nightly(
            stage.CAMPAIGN,
            campaign.threshold.fen if campaign else 0,
            campaign.off.fen if campaign else 0,
        )
        made = made_up_past(
            city, sellers, engine.terms, engine.travel, first_day(engine), nightly, programme,
            stage.SEED,
        )  # fmt: skip
        past = Past(made.days.first, made.days.last)
        keep_past(columns, past, stage.SEED, made.tables, made.panels)

    return make
