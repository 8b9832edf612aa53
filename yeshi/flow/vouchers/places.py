"""Places: what the markets and stalls are called where a campaign's vouchers are spent."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.names import Name
from yeshi.base.refused import Reason, Refused
from yeshi.base.sentences import sentences
from yeshi.flow.ports import Work
from yeshi.vouchers.campaign import Campaign

# What they are called stands in the texts.
SECTOR = "sector."


@dataclass(frozen=True, slots=True)
class StallUnnamed(Reason):
    """A line names no stall that sells: neither its name nor its id."""

    written: str


def places_of(work: Work, campaign: Campaign) -> tuple[Name, ...]:
    """The names of the markets, then of the stalls, that its rules name; of none: nothing."""
    where = campaign.rules.where if campaign.rules else None
    if where is None:
        return ()
    markets = work.markets.get_many(where.markets) if where.markets else {}
    stalls = work.merchants.get_many(where.merchants) if where.merchants else {}
    return (*(one.name for one in markets.values()), *(one.name for one in stalls.values()))


def known_sectors(work: Work) -> set[str]:
    """The kinds of stall that have a name, or a stall."""
    of_stalls = {one.sector for one in work.merchants.all()}
    named = (one for one in sentences("en") if one.startswith(SECTOR))
    return of_stalls | {one.removeprefix(SECTOR) for one in named}


def stalls_named(work: Work, written: str) -> tuple[str, ...] | Refused:
    """The ids of the stalls that stand there one a line, by id or name; refused for one of none."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    if not lines:
        return ()
    known: dict[str, str] = {}
    for stall in work.merchants.all():
        if stall.ended_at is None:
            known |= {one.casefold(): stall.id for one in (stall.name.zh, stall.name.en, stall.id)}
    missing = next((line for line in lines if line.casefold() not in known), None)
    if missing is not None:
        return Refused(StallUnnamed(missing))
    return tuple(dict.fromkeys(known[line.casefold()] for line in lines))
