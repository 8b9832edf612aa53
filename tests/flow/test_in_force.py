"""Which terms are in force: of those whose moment has come, the ones enacted last."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import EVENING, terms
from yeshi.flow.in_force import Enacted, InForce

HOUR = timedelta(hours=1)


def version(number: int, hours: int) -> Enacted:
    """A version that is in force from so many hours after the evening, each different."""
    return Enacted(
        id=str(number),
        number=number,
        from_at=EVENING + hours * HOUR,
        enacted_at=EVENING,
        by="console",
        why="",
        terms=replace(terms(), answer_within_s=300.0 + number),
    )


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6), st.integers(0, 7), st.randoms())
def test_the_last_of_those_whose_moment_has_come(hours: list[int], asked: int, chance) -> None:
    """By whatever order they are read in; and each is found by its number."""
    versions = [version(1, 0), *(version(two, hour) for two, hour in enumerate(hours, 2))]
    mixed = list(versions)
    chance.shuffle(mixed)
    in_force = InForce(mixed)
    moment = EVENING + asked * HOUR
    expected = max((one for one in versions if one.from_at <= moment), key=lambda one: one.number)
    assert in_force.number_at(moment) == expected.number
    assert in_force.at(moment) == expected.terms
    # Asked once more for a moment before: what was found last is not stuck to.
    assert in_force.number_at(EVENING - HOUR) in {
        one.number for one in versions if one.from_at == EVENING
    }
    assert [in_force.numbered(one.number) for one in versions] == [one.terms for one in versions]
    assert in_force.numbered(99) is None


def test_what_is_renewed_is_in_force_for_all_who_share_it() -> None:
    """From its moment on."""
    in_force = InForce([version(1, 0)])
    in_force.renew([version(1, 0), version(2, 1)])
    assert in_force.number_at(EVENING) == 1
    assert in_force.number_at(EVENING + HOUR) == 2


def test_terms_alone_are_in_force_for_ever() -> None:
    """As in the twin, whose terms are those of its scenario."""
    in_force = InForce.alone(terms())
    assert in_force.at(EVENING) == in_force.numbered(1) == terms()
    assert in_force.number_at(EVENING) == 1
