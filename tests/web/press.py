"""The press of a city under test: it prints what was asked for, when a test says so."""

from __future__ import annotations

from fastapi.testclient import TestClient

from yeshi.adapters.errands import Runner
from yeshi.flow.city.printing import REPORT
from yeshi.flow.errands import Bearer, Lane
from yeshi.web.frame.desk import Desk
from yeshi.wiring.press import Press


def print_reports(client: TestClient) -> int:
    """Print the next report that was asked for, from what the pages have; how many tries it took."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    press = Press(desk.engine, desk.figure_files.columns, desk.sheets)  # type: ignore[attr-defined]
    return Runner(
        desk.engine, Lane.LONG, [Bearer(REPORT, lambda given, _: press.run(given))]
    ).turn()
