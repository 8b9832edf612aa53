"""Each sees of a thread what they wrote and what was written to them, and what of it is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.orders.threads import EVERYBODY, NOW, A, B, X, Y, carried, written
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import (
    CONTROL,
    CUSTOMER,
    MESSAGES_MAX,
    Correspondent,
    Thread,
    ThreadSide,
    correspondent_of,
    marked,
    speechless,
)
from yeshi.orders.thread_writing import WhatIsSaid, write_to, written_to_by


@pytest.mark.parametrize("who", [*EVERYBODY, Y])
def test_who_it_is_can_be_read_from_the_name(who: Correspondent) -> None:
    """As the record has it."""
    assert correspondent_of(who.name) == who


@pytest.mark.parametrize(
    "name", ["", "stall", "stall:", "courier:", "customer:c", "control:", "nobody", "nobody:a"]
)
def test_what_names_nobody_is_nobody(name: str) -> None:
    """A customer and the control room have no id, a stall and a courier have."""
    assert correspondent_of(name) is None


def test_one_stall_sees_nothing_of_the_other() -> None:
    """Nor a courier of what the stalls were told; the control room sees all."""
    thread = written(
        (CUSTOMER, A, "no chilli"), (CUSTOMER, B, "no onion"), (CUSTOMER, X, "at the gate"),
        (A, CUSTOMER, "noted"), (X, CONTROL, "nobody opens"),
    )  # fmt: skip
    seen = {who: [one.words for one in thread.seen_by(who)] for who in EVERYBODY}
    assert seen == {
        CUSTOMER: ["no chilli", "no onion", "at the gate", "noted"],
        A: ["no chilli", "noted"],
        B: ["no onion"],
        X: ["at the gate", "nobody opens"],
        CONTROL: ["no chilli", "no onion", "at the gate", "noted", "nobody opens"],
    }
    assert thread.seen_by(Y) == ()


def test_what_is_read_is_new_no_more() -> None:
    """Up to the number that was read, and never back; what came meanwhile is."""
    thread = written((CUSTOMER, A, "1"), (CUSTOMER, B, "2"), (CUSTOMER, A, "3"))
    assert thread.unread == ("stall:a", "stall:b")
    assert [one.number for one in thread.unread_by(A)] == [1, 3]
    once = marked(thread, A, 1)
    assert [one.number for one in once.unread_by(A)] == [3]
    assert marked(once, A, 0) == once
    assert marked(once, A, 99) == marked(once, A, 3)
    assert marked(once, A, 3).unread == ("stall:b",)


def test_who_writes_has_read_what_was_there() -> None:
    """What was written to others stays new for them."""
    thread = written((CUSTOMER, A, "1"), (CUSTOMER, B, "2"), (A, CUSTOMER, "3"))
    assert thread.unread == ("customer", "stall:b")


def test_what_came_while_one_wrote_stays_new() -> None:
    """A tap is no reading of what was not there yet; for the control room it is no answer to it."""
    for who, words in ((A, "stall:a"), (CONTROL, "control")):
        thread = written((CUSTOMER, who, "1"), (CUSTOMER, who, "2"))
        said = WhatIsSaid(Phrase.THANKS if who == A else Phrase.IS_SOLVED, seen=1)
        after = write_to(carried(), thread, who, CUSTOMER, said, NOW + timedelta(minutes=5))
        assert isinstance(after, Thread)
        assert [one.number for one in after.unread_by(who)] == [2]
        assert words in after.unread
        assert (after.waits_since is None) == (who == A)
        last = replace(said, seen=3)
        again = write_to(carried(), after, who, CUSTOMER, last, NOW + timedelta(minutes=6))
        assert isinstance(again, Thread)
        assert again.unread_by(who) == ()


def test_the_control_room_is_waited_for_until_it_answers_or_says_that_it_need_not() -> None:
    """Since the first that waits; looking is no answer, and one answer is none to another."""
    thread = written((CUSTOMER, CONTROL, "1"), (X, CONTROL, "2"))
    assert thread.waits_since == NOW
    answered = written((CONTROL, CUSTOMER, "3"), thread=thread, since=NOW + timedelta(minutes=5))
    assert answered.waits_since == NOW + timedelta(minutes=1)
    assert [one.number for one in answered.unread_by(CONTROL)] == [2]
    assert marked(answered, CONTROL, 3).waits_since is None
    again = written((X, CONTROL, "4"), thread=marked(answered, CONTROL, 3))
    assert again.waits_since == NOW


def test_without_words_it_still_says_who_wrote_when() -> None:
    """It is kept so when its time is over."""
    thread = written((CUSTOMER, A, "no chilli"), (A, CUSTOMER, "noted"))
    left = speechless(thread)
    assert thread.tells
    assert not left.tells
    assert [(one.by, one.at) for one in left.messages] == [
        (one.by, one.at) for one in thread.messages
    ]


def test_it_is_kept_with_something_in_it_and_not_without_end() -> None:
    """As the table says it too."""
    thread = written((CUSTOMER, A, "1"))
    assert thread.holds
    assert not replace(thread, messages=()).holds
    assert not replace(thread, messages=thread.messages * (MESSAGES_MAX + 1)).holds
    assert not replace(thread, last_at=NOW - timedelta(minutes=1)).holds


_WRITES = some.sampled_from([(by, to) for by in EVERYBODY for to in written_to_by(carried(), by)])


@given(some.lists(_WRITES, min_size=1, max_size=12))
def test_nobody_sees_what_is_not_theirs(pairs: list[tuple[Correspondent, Correspondent]]) -> None:
    """Whatever is written: and what is new to somebody was written to them by somebody else."""
    thread = written(*((by, to, "x") for by, to in pairs))
    for who in EVERYBODY:
        for one in thread.seen_by(who):
            assert who in (one.by, one.to) or who.side is ThreadSide.CONTROL
        assert all(one.to == who and one.by != who for one in thread.unread_by(who))
        assert (who.name in thread.unread) == bool(thread.unread_by(who))
    assert (thread.waits_since is None) == (not thread.unread_by(CONTROL))
