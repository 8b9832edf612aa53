"""What others rely on stays, and the rest of a programme changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.programmes.programmes import application, name, programme
from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused
from yeshi.programmes.application import ApplicationState
from yeshi.programmes.changing import (
    CohortAsked,
    GivenFor,
    HostNeeded,
    PlanUsed,
    YearOver,
    change,
    differing,
    relied_on,
)
from yeshi.programmes.payment import Payment, PaymentState
from yeshi.programmes.programme import Host, Programme, Stipend, YearPlan

SENT = application("a")
CHOSEN = replace(application("b", 15.0), state=ApplicationState.SELECTED)
GONE = replace(application("c"), state=ApplicationState.WITHDRAWN)


def payment(fen: int, state: PaymentState = PaymentState.PROPOSED) -> Payment:
    """A payment in the plan of 2026."""
    return Payment(
        id="pay", programme="p", student="s", milestone="enrolled", amount=Money(fen, "CNY"),
        year=2026, proposed_by="f", state=state,
    )  # fmt: skip


def refusal(
    given: bool = True, sent: Any = (SENT,), paid: Any = (), year: int = 2026, **how: Any
) -> Any:
    """Why the change is refused; None where it is not."""
    known = programme()
    after = change(known, replace(known, **how), relied_on(year, given, sent, paid))
    return after.reason if isinstance(after, Refused) else None


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"purpose": name("another")}, GivenFor("purpose")),
        ({"signed_on": date(2018, 1, 1)}, GivenFor("signed_on")),
        ({"pledged": Money(1, "CNY")}, GivenFor("pledged")),
        ({"pledged_years": 9}, GivenFor("pledged")),
        ({"questions": (name("when"),)}, CohortAsked(1)),
        ({"apart_max": 0.5}, CohortAsked(1)),
        ({"hosts": (Host("other", name("other")),)}, HostNeeded("h")),
        ({"name": name("")}, Invalid("name", "1…60")),
        ({"questions": (name("w" * 301),)}, Invalid("questions", "1…300")),
    ],
)  # fmt: skip
def test_what_others_rely_on_stays(how: dict[str, Any], reason: Any) -> None:
    """What donors gave for, what applicants are asked, and who they are of."""
    assert refusal(**how) == reason


def test_before_anybody_relies_on_it_all_may_change() -> None:
    """But for its id, what it was opened with, and its end."""
    known = programme()
    wanted = replace(
        known, id="other", endowment=Money(5, "CNY"), purpose=name("another"), pledged_years=1,
        pledged=Money(1, "CNY"), questions=(), hosts=(Host("other", name("other")),),
    )  # fmt: skip
    said = change(known, wanted, relied_on(2026, False, (GONE,), ()))
    assert isinstance(said, Programme)
    assert (said.id, said.endowment, said.purpose) == ("p", known.endowment, name("another"))
    assert set(differing(known, said)) == {
        "purpose", "pledged", "pledged_years", "questions", "hosts"
    }  # fmt: skip


def test_milestones_change_and_pledges_grow() -> None:
    """For those who are selected later; who was selected keeps what stands with them."""
    more = (Stipend("enrolled", name("enrolled"), Money(20_000, "CNY"), 0),)
    assert refusal(stipends=more, pledged=Money(40_000_000_000, "CNY"), pledged_years=12) is None


def test_a_year_keeps_what_it_bore() -> None:
    """Those selected in it, what is paid or about to be; and what is over is an account."""
    plan = programme().plan
    fewer = (replace(plan[0], places=0), plan[1])
    assert refusal(sent=(CHOSEN,), plan=fewer) == PlanUsed(2026, 1, 0, "CNY")
    assert refusal(sent=(CHOSEN,), plan=plan[1:]) == PlanUsed(2026, 1, 0, "CNY")
    less = (replace(plan[0], budget=Money(99, "CNY")), plan[1])
    assert refusal(paid=(payment(100),), plan=less) == PlanUsed(2026, 0, 100, "CNY")
    assert refusal(paid=(payment(100, PaymentState.DECLINED),), plan=less) is None
    assert refusal(sent=(), year=2027, plan=fewer) == YearOver(2026)
    assert refusal(plan=(*plan, YearPlan(2028, 3, Money(1, "CNY")))) is None
