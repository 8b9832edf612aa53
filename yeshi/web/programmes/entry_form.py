"""The form of a programme: what stands in it at first, and what is read of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from yeshi.base.limits import NOTE_LENGTH_MAX, SAYING_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name, id_for
from yeshi.programmes.programme import Criterion, Field, Host, Programme, Stipend, YearPlan
from yeshi.web.frame.typed import TypedForm, both_filled, rows_filled

PARTS = ("hosts", "questions", "rubric", "stipends", "plan")
YEARS_USUAL, POINTS_USUAL, APART_USUAL = 10, 10, 20


def first_filled(today: date) -> dict[str, str]:
    """What stands in the form of a new programme: one row of each part, and what is usual."""
    return {
        "field": Field.EDUCATION.value,
        "signed_on": today.isoformat(),
        "pledged_years": str(YEARS_USUAL),
        "apart": str(APART_USUAL),
        "hosts-0-id": "",
        "questions-0-id": "",
        "rubric-0-points": str(POINTS_USUAL),
        "stipends-0-months": "0",
        "plan-0-year": str(today.year),
        "plan-1-year": str(today.year + 1),
    }


def filled_with(programme: Programme) -> dict[str, str]:
    """What stands in the form of a programme there is."""
    return {
        **both_filled("name", programme.name),
        **both_filled("purpose", programme.purpose),
        **both_filled("foundation", programme.foundation),
        **both_filled("partner", programme.partner),
        "field": programme.field.value,
        "signed_on": programme.signed_on.isoformat(),
        "pledged": programme.pledged.plain(),
        "pledged_years": str(programme.pledged_years),
        "source": programme.source,
        "apart": f"{programme.apart_max * 100:.0f}",
        **rows_filled("hosts", ({"id": one.id, **_name(one.name)} for one in programme.hosts)),
        **rows_filled("questions", ({"id": "", **_name(one)} for one in programme.questions)),
        **rows_filled("rubric", (_criterion_filled(one) for one in programme.rubric)),
        **rows_filled("stipends", (_stipend_filled(one) for one in programme.stipends)),
        **rows_filled("plan", (_plan_filled(one) for one in programme.plan)),
    }


def read_programme(typed: TypedForm, known: Programme | None = None) -> Programme:
    """The programme that is typed, without an id; what cannot be stands in `typed.faults`.

    `known`: the one that is changed; what is new in it takes no id that it has or had.
    """
    taken = _ids(known)
    return Programme(
        id="",
        name=typed.name("name"),
        field=_field(typed),
        purpose=typed.name("purpose", SAYING_LENGTH_MAX),
        foundation=typed.name("foundation"),
        partner=typed.name("partner"),
        signed_on=typed.day("signed_on"),
        pledged=typed.amount("pledged"),
        pledged_years=typed.number("pledged_years", 1, 100),
        endowment=typed.amount("endowment"),
        source=typed.text("source", NOTE_LENGTH_MAX),
        hosts=_hosts(typed, taken),
        questions=tuple(
            typed.name(f"{row}name", SAYING_LENGTH_MAX)
            for row in typed.rows("questions", "name_zh", "name_en")
        ),
        rubric=_rubric(typed, taken),
        stipends=_stipends(typed, taken),
        plan=_plan(typed),
        apart_max=typed.number("apart", 0, 100) / 100,
    )


def _field(typed: TypedForm) -> Field:
    said = typed.one_of("field", [one.value for one in Field])
    return next((one for one in Field if one.value == said), Field.EDUCATION)


def _hosts(typed: TypedForm, taken: Collection[str]) -> tuple[Host, ...]:
    found: list[Host] = []
    for row in typed.rows("hosts", "name_zh", "name_en"):
        name = typed.name(f"{row}name")
        id_ = typed.id_of(row) or id_for(name, "host", {*taken, *(one.id for one in found)})
        found.append(Host(id_, name))
    return tuple(found)


def _rubric(typed: TypedForm, taken: Collection[str]) -> tuple[Criterion, ...]:
    found: list[Criterion] = []
    for row in typed.rows("rubric", "name_zh", "name_en", "guide_zh", "guide_en"):
        name, guide = typed.name(f"{row}name"), typed.name(f"{row}guide", SAYING_LENGTH_MAX)
        id_ = typed.id_of(row) or id_for(name, "line", {*taken, *(one.id for one in found)})
        found.append(Criterion(id_, name, guide, typed.number(f"{row}points", 1, 100)))
    return tuple(found)


def _stipends(typed: TypedForm, taken: Collection[str]) -> tuple[Stipend, ...]:
    found: list[Stipend] = []
    for row in typed.rows("stipends", "name_zh", "name_en", "amount"):
        name, amount = typed.name(f"{row}name"), typed.amount(f"{row}amount")
        others = {*taken, *(one.milestone for one in found)}
        id_ = typed.id_of(row) or id_for(name, "milestone", others)
        months = typed.number(f"{row}months", 0, 240)
        found.append(Stipend(id_, name, amount, months, typed.ticked(f"{row}posting")))
    return tuple(found)


def _plan(typed: TypedForm) -> tuple[YearPlan, ...]:
    found = [
        YearPlan(
            typed.number(f"{row}year", 1900, 2200),
            typed.number(f"{row}places", 0, 1_000_000) if typed.plain(f"{row}places") else 0,
            typed.amount(f"{row}budget"),
        )
        for row in typed.rows("plan", "places", "budget")
    ]
    return tuple(sorted(found, key=lambda one: one.year))


def _ids(known: Programme | None) -> set[str]:
    if known is None:
        return set()
    return {
        *(one.id for one in known.hosts),
        *(one.id for one in known.rubric),
        *(one.milestone for one in known.stipends),
    }


def _name(name: Name) -> dict[str, str]:
    return both_filled("name", name)


def _criterion_filled(one: Criterion) -> dict[str, str]:
    points = str(one.points)
    return {"id": one.id, **_name(one.name), **both_filled("guide", one.guide), "points": points}


def _stipend_filled(one: Stipend) -> dict[str, str]:
    posting = "true" if one.posting else ""
    return {
        "id": one.milestone, **_name(one.name), "amount": one.amount.plain(),
        "months": str(one.months), "posting": posting,
    }  # fmt: skip


def _plan_filled(one: YearPlan) -> dict[str, str]:
    budget: Money = one.budget
    return {"year": str(one.year), "places": str(one.places), "budget": budget.plain()}
