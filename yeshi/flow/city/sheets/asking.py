"""The errand on which sheets are prepared: written by the clock while none is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.flow import errands
from yeshi.flow.engine import Engine
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind, Lane
from yeshi.flow.ports import Answer, Done


@dataclass(frozen=True, slots=True)
class Preparing:
    """All sheets, wanted from a moment on; they are as of when they are prepared."""

    wanted_at: datetime


# Never given up: the next one would be the same, so this one waits and tells how often it failed.
SHEETS: ErrandKind[Preparing, None] = ErrandKind(
    name="sheets",
    given=Preparing,
    terms=ErrandTerms(tries=1_000_000, wait_s_first=120, wait_s_max=3600, limit_s=3600),
    lane=Lane.LONG,
)


def sheets_due(engine: Engine) -> list[Preparing]:
    """The sheets, unless an errand for them is open."""
    with engine.store.begin() as work:
        is_open = bool(work.errands.open_of(SHEETS.name))
    return [] if is_open else [Preparing(engine.clock.now())]


def ask(engine: Engine, due: Preparing) -> Answer:
    """Have the sheets prepared."""
    return engine.perform(
        f"sheets:{due.wanted_at.isoformat()}",
        "ask_sheets",
        lambda turn: Done({"errand": errands.write(turn, SHEETS, due)}),
    )
