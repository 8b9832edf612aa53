"""What a process apart does for a city: sheets on its shelf, reports in each language."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.builders import EVENING, SmallCity
from yeshi.adapters.apart import Apart
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.adapters.sheets import SheetFolder
from yeshi.base.report import read
from yeshi.flow.city.printing import Printing
from yeshi.flow.city.sheets.asking import Preparing
from yeshi.settings import Settings
from yeshi.wiring.hands import LongTask, hands, nothing_before
from yeshi.wiring.recorded import SHEETS

pytest.importorskip("ibis")
PATIENCE_S = 120.0


@pytest.mark.slow
def test_it_prepares_and_prints_on_the_citys_database(
    postgres: PostgresStore, database: str, tmp_path: Path
) -> None:
    """At the city's moment; in a process of its own, as a live city has it done."""
    city = SmallCity(postgres).open_up().settle_in()
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    city.bring(order)
    settings = Settings(
        home=tmp_path, database_url=database, host="127.0.0.1", port=0, speed=1.0, hunger=0.0,
        tiles=None,
    )  # fmt: skip
    apart = Apart(partial(hands, settings, database, nothing_before))
    try:
        now = city.clock.now()
        apart.ask(LongTask(Preparing(now), now), PATIENCE_S)
        known = SheetFolder(tmp_path / SHEETS).sheet("night-hours")
        assert known is not None
        assert known[1] == city.calendar.local(now)
        day = EVENING.date()
        wanted = Printing("city", day - timedelta(6), day, now)
        printed = apart.ask(LongTask(wanted, now), PATIENCE_S)
        account = Printing("accord:cooperation-2015:public", day.replace(month=10, day=1), day, now)
        printed += apart.ask(LongTask(account, now), PATIENCE_S)
    finally:
        apart.close()
    titles = [read(one.told).title for one in printed]
    assert [one.language for one in printed] == ["zh", "en"] * 2
    assert titles[0] == "城市数据报告"
    assert "Account of quarter 4" in titles[3]
    assert all(one.pdf.startswith(b"%PDF") for one in printed)
