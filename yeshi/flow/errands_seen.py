"""What operators see of errands: those that wait, those that run, and the latest that ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from yeshi.flow.engine import Engine
from yeshi.flow.errand import Errand, ErrandState
from yeshi.flow.errands import AnyErrandKind

SHOWN_MAX = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandsView:
    """What operators see: the next of those that wait, those that run, the latest that ended.

    `counts`: how many there are in each state. `about`: what each is about, by its id; None for
    one of a kind that this code does not know.
    """

    at: datetime
    waiting: tuple[Errand, ...]
    running: tuple[Errand, ...]
    given_up: tuple[Errand, ...]
    done: tuple[Errand, ...]
    counts: Mapping[ErrandState, int]
    about: Mapping[str, str | None]


def view(engine: Engine, kinds: Sequence[AnyErrandKind]) -> ErrandsView:
    """All errands, for operators; `kinds` says what each is about."""
    with engine.store.read() as work:
        lists = {state: tuple(work.errands.in_state(state, SHOWN_MAX)) for state in ErrandState}
        counts = work.errands.counts()
    by_name = {one.name: one for one in kinds}
    return ErrandsView(
        at=engine.clock.now(),
        waiting=lists[ErrandState.WAITING],
        running=lists[ErrandState.RUNNING],
        given_up=lists[ErrandState.GIVEN_UP],
        done=lists[ErrandState.DONE],
        counts=counts,
        about={
            one.id: _about(by_name.get(one.kind), one) for found in lists.values() for one in found
        },
    )


def _about(kind: AnyErrandKind | None, errand: Errand) -> str | None:
    try:
        return kind.about(kind.read(errand.given)) if kind else None
    except (KeyError, ValueError):
        return None
