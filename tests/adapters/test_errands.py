"""The runner: each try is made outside of any transaction, within its limit, and answered."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore, get_ident
from threading import enumerate as enumerate_threads

import pytest

from tests.builders import SmallCity
from tests.flow.pings import TERMS, Ping, happened, kept, kind, write
from yeshi.adapters.errands import OVERDUE_MAX, Runner, _Threads
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.errors import DatabaseUnreachable, InputError, InvariantBroken
from yeshi.events.errands import ErrandDone
from yeshi.flow.errand import ErrandState, ErrandTerms
from yeshi.flow.errands import Bearer, ErrandKind, Lane
from yeshi.flow.ports import Store

SOON = ErrandTerms(tries=3, wait_s_first=60, wait_s_max=600, limit_s=0.05)
PATIENCE_S = 20.0


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    return SmallCity(store)


def runner(
    city: SmallCity,
    of: ErrandKind[Ping, str],
    carry: Callable[[Ping, str], str],
    lane: Lane = Lane.QUICK,
) -> Runner:
    """Runs errands of the kind as `carry` does."""
    return Runner(city.engine, lane, [Bearer(of, carry)])


def test_what_is_due_is_done_and_no_more(city: SmallCity) -> None:
    """With what was given and its id, and what was brought is kept."""
    of, brought = kind()
    ids = [write(city, of, word) for word in "abc"]
    runs = runner(city, of, lambda given, id_: f"{given.word} {id_}")
    assert (runs.turn(), runs.turn()) == (3, 0)
    assert sorted(brought) == [
        f"{word}: {word} {id_}" for word, id_ in zip("abc", ids, strict=True)
    ]
    assert {kept(city, id_).state for id_ in ids} == {ErrandState.DONE}


def test_it_runs_nothing_of_another_lane(city: SmallCity) -> None:
    """So that what is quick never waits for what is long."""
    of, _ = kind()
    write(city, of, "a")
    assert runner(city, of, lambda *_: "said", Lane.LONG).turn() == 0


@pytest.mark.parametrize(
    ("fault", "state"),
    [(TimeoutError, ErrandState.WAITING), (InputError, ErrandState.GIVEN_UP)],
)
def test_a_fault_is_told_by_kind_and_place_alone(
    city: SmallCity, fault: type[Exception], state: ErrandState
) -> None:
    """And holds nothing else up; a wrong input is given up at once."""
    of, brought = kind()
    bad, good = write(city, of, "bad"), write(city, of, "good")

    def carry(given: Ping, _: str) -> str:
        if given.word == "bad":
            raise fault("somebody's address")
        return "said"

    assert runner(city, of, carry).turn() == 2
    known = kept(city, bad)
    assert (known.state, known.fault, known.failures) == (state, fault.__name__, 1)
    assert known.place.startswith("yeshi.adapters.errands:")
    assert kept(city, good).state is ErrandState.DONE
    assert brought == ["good: said"]


def test_an_answer_that_the_house_does_not_take_is_a_try_that_failed(city: SmallCity) -> None:
    """Nothing of it is kept."""

    def on_done(*_: object) -> None:
        raise InvariantBroken("no")

    of: ErrandKind[Ping, str] = ErrandKind(name="ping", given=Ping, terms=TERMS, on_done=on_done)
    id_ = write(city, of, "a")
    runner(city, of, lambda *_: "said").turn()
    assert (kept(city, id_).state, kept(city, id_).fault) == (
        ErrandState.WAITING, "InvariantBroken",
    )  # fmt: skip


def test_a_try_that_takes_too_long_has_failed_and_may_still_succeed(city: SmallCity) -> None:
    """It is answered at its limit; what it says in the end is an answer that comes late."""
    of, brought = kind(terms=SOON)
    id_, go_on, over = write(city, of, "a"), Event(), Event()

    def carry(*_: object) -> str:
        go_on.wait(PATIENCE_S)
        return "said late"

    runs = runner(city, of, carry)
    runs.turn()
    assert (kept(city, id_).state, kept(city, id_).fault) == (ErrandState.WAITING, "OutOfTime")
    city.engine.listen(lambda *_: over.set())
    go_on.set()
    assert over.wait(PATIENCE_S)
    assert kept(city, id_).state is ErrandState.DONE
    assert brought == ["a: said late"]


def test_while_tries_are_past_their_limit_few_others_are_begun(city: SmallCity) -> None:
    """So that what hangs fills no process with threads."""
    of, _ = kind(terms=SOON)
    go_on = Event()
    for number in range(5):
        write(city, of, f"{number}")
    runs = runner(city, of, lambda *_: str(go_on.wait(PATIENCE_S)))
    assert runs.turn() == OVERDUE_MAX
    assert runs.turn() == 0
    go_on.set()


def test_when_the_database_is_gone_it_says_so_and_the_try_is_made_again(
    city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if its runner had ended."""
    of, brought = kind()
    id_ = write(city, of, "a")

    def gone(*_: object, **__: object) -> None:
        raise DatabaseUnreachable("gone")

    with monkeypatch.context() as patch:
        patch.setattr(city.engine, "perform", gone)
        with pytest.raises(DatabaseUnreachable):
            runner(city, of, lambda *_: "said").turn()
    assert kept(city, id_).state is ErrandState.RUNNING
    runs = runner(city, of, lambda *_: "said again")
    assert runs.turn() == 0
    assert kept(city, id_).fault == "RunnerGone"
    city.wait(1)
    assert runs.turn() == 1
    assert brought == ["a: said again"]


def test_what_becomes_due_meanwhile_is_begun_beside_those_that_take_their_time(
    city: SmallCity,
) -> None:
    """In a lane that runs several: a provider that is slow keeps no other waiting."""
    of, brought = kind(lane=Lane.PAYING)
    other_came = Event()

    def carry(given: Ping, _: str) -> str:
        if given.word == "slow":
            write(city, of, "quick")
            assert other_came.wait(PATIENCE_S)
        other_came.set()
        return "said"

    write(city, of, "slow")
    assert runner(city, of, carry, Lane.PAYING).turn() == 2
    assert sorted(brought) == ["quick: said", "slow: said"]


def test_what_several_need_is_read_together_before_they_are_begun(city: SmallCity) -> None:
    """By what is given for each, and before any of them is carried out."""
    of, brought = kind(lane=Lane.PAYING)
    for word in "abc":
        write(city, of, word)
    read: list[list[str]] = []
    bearer = Bearer(of, lambda *_: "said", lambda given: read.append([it.word for it in given]))
    Runner(city.engine, Lane.PAYING, [bearer]).turn()
    assert [sorted(words) for words in read if words] == [["a", "b", "c"]]
    assert len(brought) == 3


def test_two_runners_at_once_do_each_errand_once(postgres: PostgresStore) -> None:
    """One of them has lost its lease and does not know: the record still tells each once."""
    city, (of, brought) = SmallCity(postgres), kind()
    ids = [write(city, of, f"{number}") for number in range(40)]
    with ThreadPoolExecutor(2) as pool:
        for _ in range(30):
            turns = [runner(city, of, lambda given, _: given.word).turn for _ in range(2)]
            for one in [pool.submit(turn) for turn in turns]:
                one.result()
            city.wait(10)
    assert {kept(city, id_).state for id_ in ids} <= {ErrandState.DONE, ErrandState.GIVEN_UP}
    told = [one.subject for one in happened(city, ErrandDone)]
    assert len(told) == len(set(told)) == len(set(brought)) == len(brought)
    assert set(told) == {id_ for id_ in ids if kept(city, id_).state is ErrandState.DONE}


def test_a_thread_that_has_nothing_to_do_does_what_comes_next() -> None:
    """And where none has, there is another one."""
    threads, did, go_on = _Threads("some"), list[int](), Event()

    def act() -> None:
        did.append(get_ident())

    threads.do(act)
    while not threads._idle:
        pass
    threads.do(lambda: did.append(get_ident() if go_on.wait(PATIENCE_S) else 0))
    over = Event()
    threads.do(lambda: (act(), over.set())[0])
    assert over.wait(PATIENCE_S)
    go_on.set()
    while threads._idle < 2:
        pass
    first, other, waited = did
    assert (first == waited, first == other) == (True, False)


def test_a_thread_that_has_had_nothing_to_do_for_long_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What comes as it does so is done all the same."""
    monkeypatch.setattr("yeshi.adapters.errands.IDLE_S", 0.0001)
    threads, did = _Threads("ends"), Semaphore(0)
    for _ in range(300):
        threads.do(did.release)
        assert did.acquire(timeout=PATIENCE_S)
    while any(one.name == "ends" for one in enumerate_threads()):
        pass
    assert threads._idle == 0
