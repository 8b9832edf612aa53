"""Selection: the best read applications of a year, within its places, ties by an open lot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from yeshi.base.refused import Reason, Refused
from yeshi.programmes.application import Application, ApplicationState, NoPlan
from yeshi.programmes.programme import Programme

CHOOSABLE = (ApplicationState.READ, ApplicationState.WAITING)


@dataclass(frozen=True, slots=True)
class StillUnread(Reason):
    """Some applications of the year are not read to the end."""

    count: int


@dataclass(frozen=True, slots=True)
class NoPlaces(Reason):
    """All places of the year are taken."""

    year: int
    places: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is selected, by falling score, and who waits in case a place becomes free."""

    selected: tuple[Application, ...]
    waiting: tuple[Application, ...]


def lot(application: Application) -> bytes:
    """The application's lot among equals.

    It follows from the programme, the year and the application's id, which nobody chose, so anyone
    can draw it again.
    """
    drawn = f"{application.programme}\x1f{application.year}\x1f{application.id}"
    return blake2b(drawn.encode(), digest_size=8).digest()


def select(
    programme: Programme, year: int, applications: Sequence[Application]
) -> Chosen | Refused:
    """The selection of the year from all its applications, those selected before included.

    Nobody is selected while an application is not read to the end.
    """
    plan = programme.plan_of(year)
    if plan is None:
        return Refused(NoPlan(year))
    unread = sum(one.state is ApplicationState.SUBMITTED for one in applications)
    if unread:
        return Refused(StillUnread(unread))
    taken = sum(one.state is ApplicationState.SELECTED for one in applications)
    if taken >= plan.places:
        return Refused(NoPlaces(year, plan.places))
    choosable = [one for one in applications if one.state in CHOOSABLE]
    ranked = sorted(choosable, key=lambda one: (-(one.score or 0.0), lot(one)))
    free = plan.places - taken
    return Chosen(tuple(ranked[:free]), tuple(ranked[free:]))
