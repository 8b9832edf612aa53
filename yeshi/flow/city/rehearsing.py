"""Rehearsing a change of terms on the city's own last weeks, before it is enacted.

What is played is the world's to do, on an errand: flow/city knows what was asked and what came out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from yeshi.base.ids import make_id
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.flow import errands
from yeshi.flow.city.bounds import beyond_bounds
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandState, ErrandTerms
from yeshi.flow.errands import ErrandKind, Lane
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.rehearsal import ELASTICITY_MAX, Rehearsal, TermsOutcome
from yeshi.flow.terms import Terms
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role

# What is rehearsed on: so much of the city's own record.
LAST = timedelta(days=28)
WAITING_MAX = 3
SHOWN_MAX = 10


@dataclass(frozen=True, slots=True)
class Rehearsing:
    """Which rehearsal is to be played, as of a moment."""

    rehearsal: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class RehearsalsWait(Reason):
    """So many rehearsals wait to be played that no other is taken now."""

    waiting: int


@dataclass(frozen=True, slots=True)
class RehearsalView:
    """A rehearsal; `lost`: it was tried and given up."""

    rehearsal: Rehearsal
    lost: bool


def keep_outcome(turn: Turn, given: Rehearsing, outcome: TermsOutcome) -> None:
    """Keep what came out, once."""
    known = turn.work.rehearsals.lock(given.rehearsal)
    if known is not None and known.outcome is None:
        turn.work.rehearsals.put(replace(known, outcome=outcome))


REHEARSAL: ErrandKind[Rehearsing, TermsOutcome] = ErrandKind(
    name="rehearsal",
    given=Rehearsing,
    terms=ErrandTerms(tries=2, wait_s_first=60, wait_s_max=600, limit_s=900),
    lane=Lane.LONG,
    on_done=keep_outcome,
)


def rehearse_terms(engine: Engine, key: str, terms: Terms, elasticity: float) -> Answer:
    """Have these terms played beside those in force; the answer names the rehearsal.

    Refused where nothing is different, or where others wait to be played.
    """

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OWNER) or _beyond(engine.terms, terms, elasticity)
        if refused:
            return refused
        waiting = len(turn.work.errands.open_of(REHEARSAL.name))
        if waiting >= WAITING_MAX:
            return Refused(RehearsalsWait(waiting))
        id_ = make_id("rh", turn.key)
        errand = errands.write(turn, REHEARSAL, Rehearsing(id_, turn.now))
        asked = Rehearsal(
            id=id_, asked_at=turn.now, before=engine.terms, terms=terms, elasticity=elasticity,
            errand=errand,
        )  # fmt: skip
        turn.work.rehearsals.add(asked)
        return Done({"rehearsal": id_})

    return engine.perform(key, "rehearse_terms", act, asked=(terms, elasticity))


def rehearsals_of(engine: Engine) -> list[RehearsalView] | Refused:
    """The latest rehearsals, the last first; for the owner."""
    refused = admit(engine.actor, CITY, Role.OWNER)
    if refused:
        return refused
    with engine.store.read() as work:
        found = sorted(work.rehearsals.all(), key=lambda one: (one.asked_at, one.id))
        return [_view(work, one) for one in found[-SHOWN_MAX:][::-1]]


def _view(work: Work, one: Rehearsal) -> RehearsalView:
    errand = work.errands.get(one.errand)
    lost = one.outcome is None and (errand is None or errand.state is ErrandState.GIVEN_UP)
    return RehearsalView(one, lost)


def _beyond(before: Terms, terms: Terms, elasticity: float) -> Refused | None:
    if not 0 <= elasticity <= ELASTICITY_MAX:
        return Refused(Invalid("elasticity", f"0…{ELASTICITY_MAX:g}"))
    return beyond_bounds(terms) or (
        Refused(Invalid("terms", "unchanged")) if terms == before else None
    )
