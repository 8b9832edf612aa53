"""Who does the errands of a live city: one line a kind."""

from __future__ import annotations

from typing import Any

from yeshi.flow.accords.reminding import TELLING, on_the_page
from yeshi.flow.city.printing import REPORT
from yeshi.flow.city.sheets.asking import SHEETS
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Bearer
from yeshi.web.frame.desk import Columns
from yeshi.wiring.press import Press


def bearers(
    engine: Engine, columns: Columns, sheets: PreparedSheets
) -> tuple[Bearer[Any, Any], ...]:
    """All kinds of errand with what does them."""
    return (
        Bearer(TELLING, on_the_page),
        Bearer(REPORT, Press(engine, columns, sheets).run),
        Bearer(SHEETS, lambda *_: sheets.refresh(engine.clock.now())),
    )
