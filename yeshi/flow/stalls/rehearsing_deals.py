"""Rehearsing a stall's deal: a usual night of the city is played without it and with it.

What is played is the world's to do, on an errand: flow/stalls knows what was asked and what came
out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.base.sure import there
from yeshi.flow import errands
from yeshi.flow.deal_rehearsal import MORE_PERCENT_MAX, DealOutcome, DealRehearsal
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandState, ErrandTerms
from yeshi.flow.errands import ErrandKind, Lane
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.stalls.keeping import admit_keeper
from yeshi.market.deal import Deal, check_deal, with_deal
from yeshi.people.actor import admit_to
from yeshi.people.person import Role

# So many of a stall are remembered, of all stalls wait, and of a stall are asked for in a night.
KEPT_MAX = 20
WAITING_MAX = 6
A_NIGHT_MAX = 10


@dataclass(frozen=True, slots=True)
class DealRehearsing:
    """Which deal's rehearsal is to be played, as of a moment."""

    rehearsal: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class DealIsPlayed(Reason):
    """A deal of the stall is being played already."""

    rehearsal: str


@dataclass(frozen=True, slots=True)
class DealPlaysWait(Reason):
    """So many deals of all stalls wait to be played that no other is taken now."""

    waiting: int


@dataclass(frozen=True, slots=True)
class DealPlaysSpent(Reason):
    """The stall has had so many played tonight, and may have no more of them."""

    most: int


@dataclass(frozen=True, slots=True)
class DealBegun(Reason):
    """The deal has begun: what it costs is seen, and need not be played."""

    deal: str


@dataclass(frozen=True, slots=True)
class DealRehearsalView:
    """A rehearsal of a deal; `lost`: it was tried and given up. `starts`: whether the deal may be
    started from here, which one that is to come anyway may not."""

    rehearsal: DealRehearsal
    lost: bool
    starts: bool

    @property
    def is_under_way(self) -> bool:
        """Whether it is still to be played."""
        return self.rehearsal.outcome is None and not self.lost


def keep_outcome(turn: Turn, given: DealRehearsing, outcome: DealOutcome) -> None:
    """Keep what came out, once."""
    known = turn.work.deal_rehearsals.lock(given.rehearsal)
    if known is not None and known.outcome is None:
        turn.work.deal_rehearsals.put(replace(known, outcome=outcome))


DEAL_REHEARSAL: ErrandKind[DealRehearsing, DealOutcome] = ErrandKind(
    name="deal_rehearsal",
    given=DealRehearsing,
    terms=ErrandTerms(tries=2, wait_s_first=30, wait_s_max=300, limit_s=600),
    lane=Lane.LONG,
    on_done=keep_outcome,
)


def rehearse_deal(
    engine: Engine, key: str, merchant_id: str, said: Deal | str, more_percent: int
) -> Answer:
    """Have a usual night played without this deal and with it; the answer names the rehearsal.

    `said`: a deal that is thought of, or the id of one that is to come. Refused while another of
    the stall is played, where too many wait, and where the stall had its share tonight.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_keeper(turn, merchant_id, Role.STALLHOLDER)
        deal = refused or _to_play(turn, merchant_id, said)
        if isinstance(deal, Refused):
            return deal
        if not 0 <= more_percent <= MORE_PERCENT_MAX:
            return Refused(Invalid("more_percent", f"0…{MORE_PERCENT_MAX}"))
        before = _in_order(turn.work.deal_rehearsals.of(merchant_id))
        refused = _no_more(turn, before)
        if refused:
            return refused
        turn.work.deal_rehearsals.let_go([one.id for one in before[: 1 - KEPT_MAX]])
        id_ = turn.new_id("dr")
        errand = errands.write(turn, DEAL_REHEARSAL, DealRehearsing(id_, turn.now))
        turn.work.deal_rehearsals.add(
            DealRehearsal(
                id=id_,
                merchant=merchant_id,
                asked_at=turn.now,
                deal=deal,
                more_percent=more_percent,
                errand=errand,
            )
        )
        return Done({"rehearsal": id_})

    return engine.perform(key, "rehearse_deal", act, asked=(merchant_id, said, more_percent))


def deal_rehearsals_of(engine: Engine, merchant_id: str) -> list[DealRehearsalView] | Refused:
    """Those of the stall, the last first; for its holder."""
    refused = admit_to(engine.actor, Unknown("merchant", merchant_id), Role.STALLHOLDER)
    if refused:
        return refused
    with engine.store.read() as work:
        found = _in_order(work.deal_rehearsals.of(merchant_id))
        return [_view(work, one) for one in reversed(found)]


def deal_rehearsal(
    engine: Engine, merchant_id: str, rehearsal_id: str
) -> DealRehearsalView | Refused:
    """That one of the stall; another's is as though it were not there."""
    refused = admit_to(engine.actor, Unknown("merchant", merchant_id), Role.STALLHOLDER)
    if refused:
        return refused
    with engine.store.read() as work:
        found = work.deal_rehearsals.get(rehearsal_id)
        if found is None or found.merchant != merchant_id:
            return Refused(Unknown("deal_rehearsal", rehearsal_id))
        return _view(work, found)


def _to_play(turn: Turn, merchant_id: str, said: Deal | str) -> Deal | Refused:
    """The deal, which the stall may start or which is to come."""
    merchant = there(turn.work.merchants.get(merchant_id), f"merchant {merchant_id}")
    if isinstance(said, Deal):
        menu = turn.work.items.of_merchant(merchant_id)
        refused = check_deal(said, menu, turn.terms.currency, turn.now)
        beside = refused or with_deal(merchant.deals, said, turn.now)
        return beside if isinstance(beside, Refused) else replace(said, id="")
    found = next((one for one in merchant.deals if one.id == said), None)
    if found is None:
        return Refused(Unknown("deal", said))
    return found if found.is_to_come(turn.now) else Refused(DealBegun(said))


def _no_more(turn: Turn, before: Sequence[DealRehearsal]) -> Refused | None:
    """Why no other is played now; None where one may be."""
    under_way = [one.id for one in before if _view(turn.work, one).is_under_way]
    if under_way:
        return Refused(DealIsPlayed(under_way[-1]))
    tonight = turn.terms.calendar.day_begins(turn.terms.calendar.business_day(turn.now))
    if sum(one.asked_at >= tonight for one in before) >= A_NIGHT_MAX:
        return Refused(DealPlaysSpent(A_NIGHT_MAX))
    waiting = len(turn.work.errands.open_of(DEAL_REHEARSAL.name))
    return Refused(DealPlaysWait(waiting)) if waiting >= WAITING_MAX else None


def _in_order(found: Sequence[DealRehearsal]) -> list[DealRehearsal]:
    return sorted(found, key=lambda one: (one.asked_at, one.id))


def _view(work: Work, one: DealRehearsal) -> DealRehearsalView:
    errand = work.errands.get(one.errand)
    lost = one.outcome is None and (errand is None or errand.state is ErrandState.GIVEN_UP)
    return DealRehearsalView(one, lost, starts=not one.deal.id)
