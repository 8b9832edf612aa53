"""A small programme for tests."""

from __future__ import annotations

from datetime import date, datetime

from tests.builders import LOCAL
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.programmes.application import Applicant, Application, ApplicationState
from yeshi.programmes.programme import (
    Criterion,
    Field,
    Host,
    Programme,
    Stipend,
    YearPlan,
)
from yeshi.programmes.student import Student

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=LOCAL)
TODAY = NOW.date()


def name(word: str) -> Name:
    """The word in both languages."""
    return Name(word, word)


def programme(places: int = 2, budget_fen: int = 100_000_00, apart_max: float = 0.2) -> Programme:
    """Twenty points, three milestones of 100, 0 and 50 yuan, and a plan for 2026 and 2027."""
    return Programme(
        id="p",
        name=name("programme"),
        field=Field.EDUCATION,
        purpose=name("purpose"),
        foundation=name("foundation"),
        partner=name("partner"),
        signed_on=date(2017, 11, 30),
        pledged=Money(30_000_000_000, "CNY"),
        pledged_years=10,
        endowment=Money(0, "CNY"),
        source="a test",
        hosts=(Host("h", Name("第一师范", "First Normal")),),
        questions=(name("why"), name("how")),
        rubric=(Criterion("a", name("a"), name("a"), 12), Criterion("b", name("b"), name("b"), 8)),
        stipends=(
            Stipend("enrolled", name("enrolled"), Money(10_000, "CNY"), 0),
            Stipend("told", name("told"), Money(0, "CNY"), 6),
            Stipend("post", name("post"), Money(5_000, "CNY"), 12, posting=True),
        ),
        plan=(
            YearPlan(2026, places, Money(budget_fen, "CNY")),
            YearPlan(2027, 0, Money(budget_fen, "CNY")),
        ),
        apart_max=apart_max,
    )


APPLICANT = Applicant(
    name="石晓梅", contact="139", host="h", home="花垣县", woman=None, agrees_to_be_named=False
)


def application(
    id_: str, score: float | None = None, state: ApplicationState = ApplicationState.SUBMITTED
) -> Application:
    """An application of that id, read if it has a score."""
    stands = ApplicationState.READ if score is not None and state == "submitted" else state
    return Application(
        id=id_,
        programme="p",
        year=2026,
        applicant=APPLICANT,
        answers=("one", "two"),
        sent_at=NOW,
        readers=("r1", "r2"),
        state=stands,
        score=score,
    )


def student(id_: str = "s", woman: bool | None = None, named: bool = False) -> Student:
    """A student just selected."""
    return Student(
        id=id_,
        programme="p",
        application=f"ap-{id_}",
        year=2026,
        name=f"name {id_}",
        host="h",
        woman=woman,
        named=named,
        selected_on=TODAY,
        promised=programme().stipends,
    )
