"""Errands: written with their command, begun once, answered once, whatever comes when."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import EVENING, SmallCity, done
from tests.flow.pings import NOBODY, OPERATOR, Ping, happened, kept, kind, write
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.errors import BooksBroken, InputError
from yeshi.base.refused import Refused, Unknown
from yeshi.events.errands import ErrandDone, ErrandFailed, ErrandGivenUp, ErrandTriedAgain
from yeshi.flow import errands
from yeshi.flow.engine import Turn
from yeshi.flow.errand import ErrandEnded, ErrandState, Fault
from yeshi.flow.errand_kinds import KINDS
from yeshi.flow.errands import Taken
from yeshi.flow.ports import Done, Store
from yeshi.people.actor import NOBODY as VISITOR
from yeshi.people.actor import signed_in
from yeshi.people.person import NotAllowed, SignInFirst

FAULT = Fault("TimeoutError", "yeshi.adapters.mail:7")
PING, _ = kind()


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn, with nobody in it."""
    return SmallCity(store)


def taken(city: SmallCity) -> Taken[Ping, str]:
    """The next try, which must be due."""
    found = errands.take(city.engine, [PING])
    assert found is not None
    return found


def test_an_errand_is_written_with_its_command_or_not_at_all(city: SmallCity) -> None:
    """By whose key its id is made, so that the same command writes the same one."""

    def act(turn: Turn) -> Done:
        errands.write(turn, PING, Ping("lost"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        city.engine.perform("k", "ping", act)
    assert errands.take(city.engine, [PING]) is None
    first = write(city, PING, "a", "b", "a", key="k")
    assert write(city, PING, "a", "b", "a", key="k") == first
    assert first == errands.id_of("k", PING, Ping("a"))
    assert errands.counts(city.engine)[ErrandState.WAITING] == 2


@given(st.text(), st.integers(), st.dates(), st.datetimes(timezones=st.just(UTC)))
def test_what_is_given_is_read_as_it_was_written(
    word: str, times: int, on: object, at: object
) -> None:
    """Texts, numbers, days and moments."""
    ping = Ping(word, times, on, at)  # type: ignore[arg-type]
    assert PING.read(PING.write(ping)) == ping


def test_the_first_that_is_due_is_begun_and_none_twice(city: SmallCity) -> None:
    """Of the kinds that are asked for; each with a number."""
    other, _ = kind("pong")
    first = write(city, PING, "a")
    city.wait(1)
    second = write(city, PING, "b")
    write(city, other, "c")
    assert [taken(city).errand.id, taken(city).errand.id] == [first, second]
    assert errands.take(city.engine, [PING]) is None
    assert (kept(city, first).state, kept(city, first).tries) == (ErrandState.RUNNING, 1)
    found = errands.take(city.engine, [PING, other])
    assert found is not None
    assert (found.kind, found.given) == (other, Ping("c"))


def test_a_failed_try_waits_longer_each_time_and_is_given_up_in_the_end(city: SmallCity) -> None:
    """By its terms, each time told with kind and place."""
    id_ = write(city, PING, "a")
    for wait_s in (60, 120):
        done(errands.answer_failed(city.engine, taken(city), FAULT))
        assert kept(city, id_).again_at == city.clock.now() + timedelta(seconds=wait_s)
        city.wait(wait_s // 60 - 0.5)
        assert errands.take(city.engine, [PING]) is None
        city.wait(0.5)
    done(errands.answer_failed(city.engine, taken(city), FAULT))
    assert kept(city, id_).state is ErrandState.GIVEN_UP
    city.wait(1_000)
    assert errands.take(city.engine, [PING]) is None
    fault = (FAULT.kind, FAULT.place)
    assert happened(city, ErrandFailed) == [ErrandFailed(id_, "ping", n, *fault) for n in (1, 2)]
    assert happened(city, ErrandGivenUp) == [ErrandGivenUp(id_, "ping", *fault)]


def test_an_answer_that_comes_twice_changes_things_once(city: SmallCity) -> None:
    """Also the second one of another runner."""
    of, brought = kind()
    id_ = write(city, of, "a")
    begun = errands.take(city.engine, [of])
    assert begun is not None
    answers = [errands.answer_done(city.engine, begun, "said") for _ in range(3)]
    assert answers == [Done({"errand": id_})] * 3
    assert brought == ["a: said"]
    assert errands.answer_failed(city.engine, begun, FAULT) == Done()
    assert kept(city, id_).state is ErrandState.DONE
    assert happened(city, ErrandDone) == [ErrandDone(id_, "ping", 1)]


@pytest.mark.parametrize("meanwhile", ["waits", "runs again", "given up", "forgotten"])
def test_an_answer_that_comes_late_does_no_harm(city: SmallCity, meanwhile: str) -> None:
    """What was done is done, whichever try it was; what failed then is of no interest now."""
    of, brought = kind()
    id_ = write(city, of, "a")
    first = errands.take(city.engine, [of])
    assert first is not None
    done(errands.answer_failed(city.engine, first, FAULT))
    if meanwhile != "waits":
        city.wait(10)
        again = errands.take(city.engine, [of])
        assert again is not None
        if meanwhile == "given up":
            hopeless = Fault("InputError", "yeshi.x:1", hopeless=True)
            done(errands.answer_failed(city.engine, again, hopeless))
        if meanwhile == "forgotten":
            done(errands.answer_done(city.engine, again, "said"))
            city.wait(10)
            city.engine.perform("f", "f", lambda turn: _forget(turn))
    before = None if meanwhile == "forgotten" else kept(city, id_)
    assert errands.answer_failed(city.engine, first, FAULT) in (Done(), Done({"errand": id_}))
    assert before is None or kept(city, id_) == before
    errands.answer_done(city.engine, first, "said late")
    if before is not None:
        assert kept(city, id_).state is ErrandState.DONE
    assert len(brought) == 1


def _forget(turn: Turn) -> Done:
    return Done({"forgotten": str(errands.forget_done(turn, turn.now))})


def test_what_a_runner_left_behind_is_tried_again(city: SmallCity) -> None:
    """As a try that failed, after its wait; what it says later is known for an old answer."""
    id_ = write(city, PING, "a")
    lost = taken(city)
    assert errands.let_go_of_lost(city.engine, [PING]) == 1
    assert errands.let_go_of_lost(city.engine, [PING]) == 0
    assert (kept(city, id_).state, kept(city, id_).fault) == (ErrandState.WAITING, "RunnerGone")
    city.wait(1)
    assert taken(city).errand.tries == 2
    errands.answer_failed(city.engine, lost, FAULT)
    assert kept(city, id_).state is ErrandState.RUNNING


def test_only_an_operator_decides_and_it_is_told_who(city: SmallCity) -> None:
    """Again at once with all tries; or no more, until somebody has it tried again."""
    id_, operators = write(city, PING, "a"), city.engine.acting(signed_in(OPERATOR))
    for act in (errands.try_again, errands.give_up):
        assert act(city.engine.acting(VISITOR), city.key(), id_) == Refused(SignInFirst())
        nobody = city.engine.acting(signed_in(NOBODY))
        assert act(nobody, city.key(), id_) == Refused(NotAllowed("operator", "city"))
        unknown = act(operators, city.key(), "none")
        assert unknown == Refused(Unknown("errand", "none"))
    done(errands.answer_failed(city.engine, taken(city), FAULT))
    done(errands.give_up(operators, "up", id_))
    done(errands.give_up(operators, "up", id_))
    assert kept(city, id_).state is ErrandState.GIVEN_UP
    city.wait(100)
    assert errands.take(city.engine, [PING]) is None
    assert happened(city, ErrandGivenUp) == [
        ErrandGivenUp(id_, "ping", FAULT.kind, FAULT.place, "o")
    ]
    done(errands.try_again(operators, city.key(), id_))
    assert happened(city, ErrandTriedAgain) == [ErrandTriedAgain(id_, "ping", "o")]
    begun = taken(city)
    assert (begun.errand.tries, begun.errand.failures) == (2, 0)
    for act in (errands.try_again, errands.give_up):
        running = act(operators, city.key(), id_)
        assert running == Refused(ErrandEnded("running"))


def test_a_wrong_input_and_the_books_are_not_tried_again() -> None:
    """The next try would fail as this one did; anything else may come right."""
    assert errands.fault_of(InputError("x")).hopeless
    assert errands.fault_of(BooksBroken("x")).hopeless
    assert errands.fault_of(TimeoutError("somebody's address")) == Fault("TimeoutError", "")


def test_done_errands_are_forgotten_and_no_others(city: SmallCity) -> None:
    """After their time."""
    write(city, PING, "a")
    write(city, PING, "b")
    done(errands.answer_done(city.engine, taken(city), "said"))
    assert city.engine.perform("1", "f", _forget) == Done({"forgotten": "0"})
    city.wait(1)
    assert city.engine.perform("2", "f", _forget) == Done({"forgotten": "1"})
    assert errands.counts(city.engine)[ErrandState.WAITING] == 1


def test_every_kind_has_a_name_of_its_own() -> None:
    """For it is kept with each errand."""
    assert len({one.name for one in KINDS}) == len(KINDS) >= 3


ACTS = st.lists(st.tuples(st.sampled_from("tdfaulw"), st.integers(0, 5)), max_size=40)


@settings(max_examples=200)
@given(ACTS)
def test_in_whatever_order_answers_come_an_errand_is_done_once(acts: list[tuple[str, int]]) -> None:
    """Tries begun, answered, answered again, lost, given up and tried again in any order."""
    city, (of, brought) = SmallCity(), kind()
    id_, begun = write(city, of, "a"), list[Taken[Ping, str]]()
    for act, which in acts:
        city.wait(0.5)
        one = begun[which % len(begun)] if begun else None
        if act == "t":
            found = errands.take(city.engine, [of])
            begun += [found] if found else []
        elif act == "d" and one:
            errands.answer_done(city.engine, one, "said")
        elif act == "f" and one:
            errands.answer_failed(city.engine, one, FAULT)
        elif act == "l":
            errands.let_go_of_lost(city.engine, [of])
        elif act in "au":
            decide = errands.try_again if act == "a" else errands.give_up
            decide(city.engine.acting(signed_in(OPERATOR)), city.key(), id_)
        elif act == "w":
            city.wait(60 * which)
    assert [one.errand.tries for one in begun] == list(range(1, len(begun) + 1))
    is_done = kept(city, id_).state is ErrandState.DONE
    assert len(brought) == len(happened(city, ErrandDone)) == is_done


def test_so_many_are_taken_at_a_stroke_as_one_by_one(city: SmallCity) -> None:
    """Those that have been due for longest; each is begun, and is nobody else's."""
    written = []
    for word in "abcde":
        written.append(write(city, PING, word))
        city.wait(1)
    later = write(city, PING, "later")
    some = errands.take_some(city.engine, [PING], 3)
    assert [(one.errand.id, one.errand.tries) for one in some] == [(it, 1) for it in written[:3]]
    assert all(kept(city, one.errand.id) == one.errand for one in some)
    rest = errands.take_some(city.engine, [PING], 9)
    assert [one.errand.id for one in rest] == [*written[3:], later]
    assert errands.take_some(city.engine, [PING], 9) == []


def test_what_is_entered_again_stands_as_it_did(city: SmallCity) -> None:
    """Whatever has become of it, also where nobody looked before."""
    id_ = write(city, PING, "a")
    begun = taken(city).errand
    with city.store.begin() as work:
        work.errands.enter(replace(begun, state=ErrandState.WAITING, tries=0, again_at=EVENING,
                                   begun_at=None))  # fmt: skip
    assert kept(city, id_) == begun


def test_two_who_take_at_once_never_take_the_same(postgres: PostgresStore) -> None:
    """What one of them looks at, the other passes over, also before it is kept."""
    city = SmallCity(postgres)
    ids = {write(city, PING, f"{number}") for number in range(30)}
    with postgres.begin() as one, postgres.begin() as other:
        now = city.clock.now()
        first, second = (work.errands.next_due(["ping"], now, 4) for work in (one, other))
        assert (len(first), len(second)) == (4, 4)
        assert not {it.id for it in first} & {it.id for it in second}

    def take_all(_: int) -> list[str]:
        found = iter(lambda: errands.take_some(city.engine, [PING], 3), [])
        return [one.errand.id for some in found for one in some]

    with ThreadPoolExecutor(4) as pool:
        each = list(pool.map(take_all, range(4)))
    everything = [id_ for some in each for id_ in some]
    assert sorted(everything) == sorted(ids)
