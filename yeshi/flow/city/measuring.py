"""Measuring: the figures that targets of accords are bound to, of the city or of a programme."""

from __future__ import annotations

from yeshi.accords.accord import Accord
from yeshi.accords.targets import CITY, Measured, Target, measure
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.ports import Work
from yeshi.ledger import accounts
from yeshi.observatory.adoption import Adoption
from yeshi.observatory.facts import Facts
from yeshi.observatory.night import night_share
from yeshi.programmes.payment import PaymentState
from yeshi.programmes.public_account import count_people

CITY_FIGURES = (
    "orders",
    "active_businesses",
    "night_share",
    "share_ordering",
    "share_paid",
    "share_delivering",
)
PROGRAMME_FIGURES = ("people_supported", "people_teaching", "stipends_paid", "fund")
SHARES = frozenset({"night_share", "share_ordering", "share_paid", "share_delivering"})


def admit_target(work: Work, target: Target) -> Refused | None:
    """None for a target that can be measured here, else what is wrong with it."""
    if target.scope != CITY and work.programmes.get(target.scope) is None:
        return Refused(Unknown("programme", target.scope))
    known = CITY_FIGURES if target.scope == CITY else PROGRAMME_FIGURES
    if target.figure not in known:
        fault = f"{target.figure}: {', '.join(known)}"
        return Refused(Invalid(f"targets.{target.id}.figure", fault))
    if target.figure in SHARES and not all(0 <= it <= 1 for it in (target.baseline, target.goal)):
        return Refused(Invalid(f"targets.{target.id}", "0…1"))
    return None


def measured_today(
    work: Work, accord: Accord, facts: Facts, rungs: Adoption
) -> tuple[Measured, ...]:
    """Each target of the accord against its figure, from the facts of a day and the records."""
    city = _of_city(facts, rungs)
    found = []
    for target in accord.targets:
        if target.scope == CITY:
            value = city.get(target.figure)
            why = "no_trade" if target.figure in city else "unknown_figure"
        else:
            programme = _of_programme(work, target.scope)
            value = programme.get(target.figure)
            why = "unknown_figure"
        found.append(measure(target, value, why if value is None else ""))
    return tuple(found)


def _of_city(facts: Facts, rungs: Adoption) -> dict[str, float | None]:
    values: tuple[float | None, ...] = (
        facts.placed,
        len(facts.cooking),
        night_share(facts),
        rungs.ordering,
        rungs.paid,
        rungs.delivering,
    )
    return dict(zip(CITY_FIGURES, values, strict=True))


def _of_programme(work: Work, programme_id: str) -> dict[str, float]:
    programme = work.programmes.get(programme_id)
    if programme is None:
        return {}
    people = count_people(
        programme, work.applications.of(programme_id), work.students.of(programme_id)
    )
    paid = [one for one in work.payments.of(programme_id) if one.state is PaymentState.PAID]
    values = (
        people.under_way,
        people.teaching,
        sum(one.amount.units for one in paid),
        work.ledger.balance(accounts.programme(programme_id)).units,
    )
    return dict(zip(PROGRAMME_FIGURES, values, strict=True))
