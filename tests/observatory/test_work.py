"""Work by person: steadiness, and groups of at least ten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from yeshi.observatory.work import (
    GROUP_MIN,
    WEEKS,
    SelfDescription,
    Worked,
    groups,
    owners,
    steadiness,
)

MONDAY = date(2026, 11, 23)


def worked(person: str, weeks_ago: int = 0, hours: float = 10.0, pay: float = 200.0) -> Worked:
    """A week's work."""
    return Worked(person, MONDAY - timedelta(weeks=weeks_ago), hours, pay)


def test_weeks_with_shifts_are_counted_out_of_twelve() -> None:
    """Each once, none older, none without hours."""
    rows = [worked("a"), worked("a"), worked("a", 11), worked("a", WEEKS), worked("b", 3, 0.0)]
    assert steadiness(rows, MONDAY) == {"a": 2}


@pytest.mark.parametrize(
    ("women", "men", "shown"), [(10, 10, True), (9, 20, False), (20, 9, False), (30, 0, True)]
)
def test_no_group_below_ten_is_told_nor_left_over(women: int, men: int, shown: bool) -> None:
    """Who chose not to say is in neither."""
    people = {f"w{n}": SelfDescription(woman=True) for n in range(women)}
    people |= {f"m{n}": SelfDescription(woman=False) for n in range(men)}
    people |= {"silent": SelfDescription()}
    told = {one.name: one for one in groups([worked(p) for p in people], people, MONDAY)}
    assert ("women" in told) == shown
    assert told["all"].people == len(people)
    if shown:
        assert told["women"].people == women


def test_a_group_tells_pay_by_the_hour() -> None:
    """Median and tenth of a hundred over people, not over shifts."""
    people = {
        f"p{n}": SelfDescription(first_job=True, born_year=2000) for n in range(GROUP_MIN + 1)
    }
    rows = [worked(person, 0, 10.0, 100.0 + 10 * n) for n, person in enumerate(people)]
    rows += [worked("p0", 1, 30.0, 300.0)]
    told = {one.name: one for one in groups(rows, people, MONDAY)}
    first = told["first_job"]
    assert (first.people, first.hours) == (11, 140.0)
    assert first.hourly_median == pytest.approx(15.0)
    assert first.hourly_p10 == pytest.approx(11.0)
    assert told["young"].people == 11


def test_a_city_too_small_tells_nothing() -> None:
    """Not even of all."""
    assert groups([worked(f"p{n}") for n in range(9)], {}, MONDAY) == []


def test_owners_are_told_by_the_same_rule() -> None:
    """Women among them once ten of each said so; what a business sold is its median."""
    people = {f"w{n}": SelfDescription(woman=True) for n in range(10)}
    people |= {f"m{n}": SelfDescription(woman=False) for n in range(10)}
    sold = {id_: 100.0 + n for n, id_ in enumerate(people)}
    told = {one.name: one for one in owners(sold, people, 2026)}
    assert (told["all"].owners, told["women"].owners) == (20, 10)
    assert told["women"].sold_median == 104.5
    del sold["m0"]
    assert "women" not in {one.name for one in owners(sold, people, 2026)}
