"""How an accord is amended and how it ends: what is undertaken under it keeps its place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from yeshi.accords.accord import WORDED, Accord, AccordOutcome, Wording, check, over
from yeshi.accords.commitment import Commitment, Milestone
from yeshi.base.refused import Reason, Refused


@dataclass(frozen=True, slots=True)
class PartyBound(Reason):
    """The party has undertaken something under the accord."""

    party: str


@dataclass(frozen=True, slots=True)
class AreaBound(Reason):
    """Something is undertaken in the area."""

    area: str


@dataclass(frozen=True, slots=True)
class TargetBound(Reason):
    """A target is measured by one figure of one thing; another figure is another target."""

    target: str


@dataclass(frozen=True, slots=True)
class StillToDo(Reason):
    """So many milestones are open: it is not fulfilled."""

    count: int


def amend(
    known: Accord, wanted: Accord, undertaken: Collection[Commitment], why: str, at: datetime
) -> Accord | Refused:
    """The accord as it is worded from now on, with what it said before; or what hinders."""
    before = Wording(until=at, why=why, **_worded(known))
    said = replace(known, **_worded(wanted))
    refused = over(known) or check(said) or _unbound(known, said, undertaken)
    if refused:
        return refused
    if said == known:
        return known
    return replace(said, earlier=(*known.earlier, before))


def differing(known: Accord, said: Accord) -> tuple[str, ...]:
    """The names of what is worded differently."""
    return tuple(name for name in WORDED if getattr(known, name) != getattr(said, name))


def end(
    accord: Accord, outcome: AccordOutcome, milestones: Collection[Milestone], at: datetime
) -> Accord | Refused:
    """The accord after its end; fulfilled is one of which nothing is to be done any more."""
    refused = over(accord)
    if refused:
        return refused
    to_do = sum(one.is_open for one in milestones)
    if outcome is AccordOutcome.FULFILLED and to_do:
        return Refused(StillToDo(to_do))
    return replace(accord, ended_at=at, outcome=outcome)


def _worded(accord: Accord) -> dict[str, Any]:
    return {name: getattr(accord, name) for name in WORDED}


def _unbound(known: Accord, said: Accord, undertaken: Collection[Commitment]) -> Refused | None:
    """The refusal of what would leave a commitment or a measurement without its place."""
    for one in undertaken:
        if said.party(one.party) is None:
            return Refused(PartyBound(one.party))
        if said.area(one.area) is None:
            return Refused(AreaBound(one.area))
    bound = {one.id: (one.figure, one.scope) for one in known.targets}
    for target in said.targets:
        if bound.get(target.id, (target.figure, target.scope)) != (target.figure, target.scope):
            return Refused(TargetBound(target.id))
    return None
