"""The form of an accord: what stands in it at first, and what is read of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from yeshi.accords.accord import MONTHS_MAX, Accord, Area, Party
from yeshi.accords.commitment import OWNER_LENGTH_MAX, TEXT_LENGTH_MAX
from yeshi.accords.targets import CITY, Target
from yeshi.base.limits import NOTE_LENGTH_MAX, SAYING_LENGTH_MAX
from yeshi.base.names import id_for
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.accords.signing import FirstStep, Promise
from yeshi.flow.city.measuring import CITY_FIGURES, PROGRAMME_FIGURES, SHARES
from yeshi.web.frame.typed import TypedForm, both_filled, rows_filled

PARTS = ("parties", "areas", "targets", "commitments")
FIGURES = (*CITY_FIGURES, *PROGRAMME_FIGURES)
REMIND_USUAL, ESCALATE_USUAL, MEETS_USUAL, DAYS_MAX = 14, 7, 3, 365
VALUE_MAX = 10**12
N = TypeVar("N", Party, Area)


def first_filled(today: date) -> dict[str, str]:
    """What stands in the form of a new accord: two parties, a row of the rest, what is usual."""
    return {
        "signed_on": today.isoformat(),
        "remind_days": str(REMIND_USUAL),
        "escalate_days": str(ESCALATE_USUAL),
        "meets_every": str(MEETS_USUAL),
        "parties-0-id": "",
        "parties-1-id": "",
        "areas-0-id": "",
        "targets-0-figure": CITY_FIGURES[0],
        "targets-0-scope": CITY,
        "targets-0-baseline": "0",
        "targets-0-due_on": date(today.year + 1, 12, 31).isoformat(),
        "commitments-0-party": "parties-0-",
        "commitments-0-area": "areas-0-",
    }


def filled_with(accord: Accord) -> dict[str, str]:
    """What stands in the form of an accord there is; its commitments are altered one by one."""
    return {
        **both_filled("name", accord.name),
        **both_filled("mechanism", accord.mechanism),
        "signed_on": accord.signed_on.isoformat(),
        "source": accord.source,
        "remind_days": str(accord.remind_days),
        "escalate_days": str(accord.escalate_days),
        "meets_every": str(accord.meets_every),
        **rows_filled("parties", map(_named_filled, accord.parties)),
        **rows_filled("areas", map(_named_filled, accord.areas)),
        **rows_filled("targets", (_target_filled(one) for one in accord.targets)),
    }


def read_accord(typed: TypedForm, known: Accord | None = None) -> tuple[Accord, dict[str, str]]:
    """The accord that is typed, without an id, and the ids of its parties and areas by their rows.

    What cannot be stands in `typed.faults`. `known`: the one that is amended; what is new in it
    takes no id of it.
    """
    taken = set[str]()
    if known:
        taken = {*(one.id for one in known.parties), *(one.id for one in known.areas)}
    parties, party_ids = _named(typed, "parties", "party", Party, taken)
    areas, area_ids = _named(typed, "areas", "area", Area, taken)
    accord = Accord(
        id="",
        name=typed.name("name"),
        signed_on=typed.day("signed_on"),
        parties=parties,
        areas=areas,
        mechanism=typed.name("mechanism", SAYING_LENGTH_MAX),
        targets=_targets(typed, known.targets if known else ()),
        source=typed.text("source", NOTE_LENGTH_MAX),
        remind_days=typed.number("remind_days", 0, DAYS_MAX),
        escalate_days=typed.number("escalate_days", 0, DAYS_MAX),
        meets_every=typed.number("meets_every", 0, MONTHS_MAX),
    )
    return accord, {**party_ids, **area_ids}


def read_promises(typed: TypedForm, ids: Mapping[str, str]) -> tuple[Promise, ...]:
    """What is undertaken, by the rows of its parties and areas."""
    found = []
    for row in typed.rows("commitments", "text", "step", "owner"):
        party, area = (ids.get(typed.one_of(f"{row}{of}", ids), "") for of in ("party", "area"))
        text = typed.text(f"{row}text", TEXT_LENGTH_MAX)
        found.append(Promise(party, area, text, _step(typed, row)))
    return tuple(found)


def _step(typed: TypedForm, row: str) -> FirstStep | None:
    if not any(typed.plain(f"{row}{of}") for of in ("step", "owner", "due_on")):
        return None
    return FirstStep(
        typed.text(f"{row}step", TEXT_LENGTH_MAX),
        typed.text(f"{row}owner", OWNER_LENGTH_MAX),
        typed.day(f"{row}due_on"),
    )


def _named(
    typed: TypedForm, part: str, kind: str, make: type[N], taken: set[str]
) -> tuple[tuple[N, ...], dict[str, str]]:
    """The parties or areas that are typed, and their ids by their rows."""
    found: list[N] = []
    ids: dict[str, str] = {}
    for row in typed.rows(part, "name_zh", "name_en"):
        name = typed.name(f"{row}name")
        id_ = typed.id_of(row) or id_for(name, kind, {*taken, *ids.values()})
        ids[row] = id_
        found.append(make(id_, name))
    return tuple(found), ids


def _targets(typed: TypedForm, known: Iterable[Target]) -> tuple[Target, ...]:
    bound = {one.id: (one.figure, one.scope) for one in known}
    found: list[Target] = []
    for row in typed.rows("targets", "name_zh", "name_en", "goal"):
        name, figure = typed.name(f"{row}name", SAYING_LENGTH_MAX), _figure(typed, row)
        scope = typed.text(f"{row}scope", 60)
        id_ = typed.id_of(row)
        # Another figure is another target: what was measured of the first stays its own.
        if not id_ or bound.get(id_, (figure, scope)) != (figure, scope):
            id_ = id_for(name, "target", {*bound, *(one.id for one in found)})
        baseline, goal = (_value(typed, f"{row}{of}", figure) for of in ("baseline", "goal"))
        if baseline == goal:
            typed.faults.setdefault(f"{row}goal", Refused(Invalid("number", "goal_is_baseline")))
        found.append(
            Target(
                id=id_,
                name=name,
                figure=figure,
                scope=scope,
                baseline=baseline,
                goal=goal,
                due_on=typed.day(f"{row}due_on"),
            )
        )
    return tuple(found)


def _figure(typed: TypedForm, row: str) -> str:
    """The figure, one of what is measured there."""
    known = CITY_FIGURES if typed.plain(f"{row}scope") == CITY else PROGRAMME_FIGURES
    return typed.one_of(f"{row}figure", known)


def _value(typed: TypedForm, field: str, figure: str) -> float:
    """A value of the figure; shares are typed as so many of a hundred."""
    if figure in SHARES:
        return typed.decimal(field, 0, 100) / 100
    return typed.decimal(field, -VALUE_MAX, VALUE_MAX)


def _named_filled(one: Party | Area) -> dict[str, str]:
    return {"id": one.id, **both_filled("name", one.name)}


def _target_filled(one: Target) -> dict[str, str]:
    times = 100 if one.figure in SHARES else 1
    return {
        "id": one.id, **both_filled("name", one.name), "figure": one.figure, "scope": one.scope,
        "baseline": f"{one.baseline * times:.10g}", "goal": f"{one.goal * times:.10g}",
        "due_on": one.due_on.isoformat(),
    }  # fmt: skip
