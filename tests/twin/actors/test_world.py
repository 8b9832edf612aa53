"""The world as it is rehearsed: however unkind it is, what is told is told once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity
from tests.flow.pings import happened, kept, kind, write
from yeshi.events.errands import ErrandDone, ErrandFailed
from yeshi.events.record import Recorded
from yeshi.flow.errand import ErrandState, ErrandTerms
from yeshi.flow.errands import Bearer
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.actors.simulator import Simulator
from yeshi.twin.actors.world import FAILED, TOO_LATE, Misfortune, World

TERMS = ErrandTerms(tries=50, wait_s_first=60, wait_s_max=600, limit_s=60)
UNKIND = Misfortune(delay_s=60, fails=0.3, silent=0.2, twice=0.5)
ERRANDS = 30


def night(misfortune: Misfortune, seed: int = 1) -> tuple[SmallCity, list[str], list[str]]:
    """A night with errands in that world: the city, their ids, and what was brought."""
    city, (of, brought), agenda = SmallCity(), kind(terms=TERMS), Agenda()
    ids = [write(city, of, f"{number}") for number in range(ERRANDS)]
    world = World(city.engine, agenda, misfortune, seed, [Bearer(of, lambda given, _: given.word)])
    simulator = Simulator(city.engine, city.clock, agenda, world)
    simulator.tick_between(EVENING, EVENING + timedelta(hours=10))
    simulator.run()
    return city, ids, brought


def record(city: SmallCity) -> list[Recorded]:
    """All that happened."""
    with city.store.begin() as work:
        return work.events.after(0, 10_000)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_an_unkind_world_each_errand_is_done_once(seed: int) -> None:
    """After faults, silence, and answers that come late and twice."""
    city, ids, brought = night(UNKIND, seed)
    assert {kept(city, id_).state for id_ in ids} == {ErrandState.DONE}
    assert sorted(brought) == sorted(f"{word}: {word}" for word in map(str, range(ERRANDS)))
    assert len(happened(city, ErrandDone)) == ERRANDS
    faults = {one.fault for one in happened(city, ErrandFailed) if isinstance(one, ErrandFailed)}
    assert faults == {FAILED.kind, TOO_LATE.kind}


def test_the_same_seed_brings_the_same_fates() -> None:
    """And another seed others."""
    first, again, other = (record(night(UNKIND, seed)[0]) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_a_kind_world_does_all_at_once() -> None:
    """In the tick in which it is due."""
    city, _, _ = night(Misfortune())
    assert [one.at for one in record(city)] == [EVENING] * ERRANDS


def test_of_a_world_that_never_answers_nothing_is_told() -> None:
    """But that each try was out of time."""
    city, ids, brought = night(Misfortune(silent=1.0))
    assert brought == []
    assert {kept(city, id_).fault for id_ in ids} == {TOO_LATE.kind}
