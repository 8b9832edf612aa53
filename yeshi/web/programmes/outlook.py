"""Whether a programme's fund will last, as its pages and its interface tell it."""

from __future__ import annotations

from yeshi.base.refused import Refused
from yeshi.flow.programmes import accounting
from yeshi.programmes.forecast import Chances, Forecast
from yeshi.web.frame.desk import Desk


def look_ahead(desk: Desk, programme: str, chances: Chances | None = None) -> Forecast | Refused:
    """The years ahead by chance, from where the fund stands today."""
    found = accounting.standing(desk.engine, programme)
    return found if isinstance(found, Refused) else desk.forecaster(*found, chances)
