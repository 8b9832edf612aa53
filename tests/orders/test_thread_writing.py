"""Who may write to whom of an order, for how long, how much and what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.orders.test_tab_paying import at_table
from tests.orders.threads import EVERYBODY, NOW, THANKS, A, B, X, Y, carried, ended, written
from tests.records import MINUTE
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import CONTROL, CUSTOMER, MESSAGES_MAX, Correspondent, Thread, ThreadSide
from yeshi.orders.thread_writing import (
    A_MINUTE_MAX,
    AN_ORDER_MAX,
    ANSWERED_AFTER_END,
    OPEN_AFTER_END,
    PHRASES,
    NotOnTheOrder,
    ThreadClosed,
    ThreadOver,
    TooMuchWritten,
    WhatIsSaid,
    closes_at,
    is_open,
    phrases_for,
    takes_part,
    write_to,
    written_to_by,
)

TO: dict[Correspondent, tuple[Correspondent, ...]] = {
    CUSTOMER: (X, A, B, CONTROL),
    A: (CUSTOMER, CONTROL),
    B: (CUSTOMER, CONTROL),
    X: (CUSTOMER, CONTROL),
    Y: (),
    CONTROL: (CUSTOMER, X, A, B),
    Correspondent(ThreadSide.STALL, "z"): (),
}


def refusal(answer: Thread | Refused) -> Reason:
    """Why nothing was written."""
    assert isinstance(answer, Refused), answer
    return answer.reason


@pytest.mark.parametrize(("by", "to"), TO.items())
def test_who_may_write_to_whom(by: Correspondent, to: tuple[Correspondent, ...]) -> None:
    """Stalls and courier answer the customer and ask the control room, and not one another."""
    order = carried()
    assert written_to_by(order, by) == to
    for one in {*EVERYBODY, Y} - set(to):
        said = write_to(order, None, by, one, WhatIsSaid(words="hello"), NOW)
        assert refusal(said) == NotOnTheOrder("o")


def test_a_courier_takes_part_as_long_as_they_have_it() -> None:
    """Neither before they are sent, nor once it was given to another, nor when it is there."""
    assert takes_part(carried(), X)
    assert not takes_part(carried("y"), X)
    assert not takes_part(ended(), X)
    assert X not in written_to_by(ended(), CUSTOMER)
    waits = replace(carried(None), courier=None)
    assert written_to_by(waits, CUSTOMER) == (A, B, CONTROL)
    assert written_to_by(waits, CONTROL) == (CUSTOMER, A, B)


def test_whoever_has_the_food_is_written_to_first() -> None:
    """The kitchens while they cook, also when a courier is on the way to them."""
    cooked = replace(carried(), state=OrderState.ACCEPTED)
    assert written_to_by(cooked, CUSTOMER) == (A, B, X, CONTROL)


def test_at_a_table_nobody_is_written_to() -> None:
    """They are at the counter."""
    order = at_table([1000])
    assert all(written_to_by(order, who) == () for who in (CUSTOMER, A, CONTROL))
    assert not is_open(order, CUSTOMER, NOW)


def test_each_role_has_its_phrases() -> None:
    """At least six of them, of which no two are the same to one whom they write to."""
    for side in ThreadSide:
        to = [phrases for (by, _), phrases in PHRASES.items() if by is side]
        assert len({one for phrases in to for one in phrases}) >= 6
        assert all(len(set(phrases)) == len(phrases) for phrases in to)
    for by in EVERYBODY:
        assert all(phrases_for(by, to) for to in written_to_by(carried(), by))
    assert phrases_for(A, X) == ()


def test_it_closes_hours_after_the_end_and_the_control_room_answers_until_then() -> None:
    """As long as the order is under way it is open; each is told their own hours."""
    order = ended()
    assert closes_at(carried(), CUSTOMER) is None
    for who, closes, hours in (
        (CUSTOMER, OPEN_AFTER_END, 3),
        (A, OPEN_AFTER_END, 3),
        (CONTROL, ANSWERED_AFTER_END, 24),
    ):
        to = written_to_by(order, who)[0]
        last = NOW + closes - timedelta(seconds=1)
        assert isinstance(write_to(order, None, who, to, WhatIsSaid(words="hello"), last), Thread)
        late = write_to(order, None, who, to, WhatIsSaid(words="hello"), NOW + closes)
        assert refusal(late) == (ThreadClosed if who == CUSTOMER else ThreadOver)("o", hours)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (WhatIsSaid(), Invalid("words", "1…300")),
        (WhatIsSaid(words="  "), Invalid("words", "1…300")),
        (WhatIsSaid(words="x" * 301), Invalid("words", "1…300")),
        (WhatIsSaid(Phrase.ON_MY_WAY), Invalid("phrase", "choice")),
    ],
)
def test_what_cannot_be_said(said: WhatIsSaid, reason: Reason) -> None:
    """Nothing, too much, and what another says."""
    assert refusal(write_to(carried(), None, CUSTOMER, A, said, NOW)) == reason


def test_a_phrase_may_have_words_with_it() -> None:
    """Who typed something and then taps loses nothing; what is around the words is none of them."""
    both = write_to(carried(), None, CUSTOMER, A, WhatIsSaid(Phrase.THANKS, " no salt "), NOW)
    assert isinstance(both, Thread)
    assert (both.messages[0].phrase, both.messages[0].words) == (Phrase.THANKS, "no salt")
    tapped = write_to(carried(), both, CUSTOMER, A, THANKS, NOW)
    assert isinstance(tapped, Thread)
    assert (tapped.messages[1].phrase, tapped.messages[1].words) == (Phrase.THANKS, "")
    assert [one.number for one in tapped.messages] == [1, 2]
    assert (tapped.id, tapped.zone, tapped.begun_at, tapped.last_at) == ("o", "city", NOW, NOW)


def test_so_many_a_minute_are_enough() -> None:
    """Of one who writes; of others it takes as many, and a minute later again."""
    order = carried()
    thread = written(*[(CUSTOMER, A, "x")] * A_MINUTE_MAX, every=timedelta(seconds=1))
    soon = NOW + timedelta(seconds=30)
    too_much = TooMuchWritten("o", A_MINUTE_MAX, AN_ORDER_MAX)
    assert refusal(write_to(order, thread, CUSTOMER, B, THANKS, soon)) == too_much
    assert isinstance(write_to(order, thread, A, CUSTOMER, THANKS, soon), Thread)
    assert isinstance(write_to(order, thread, CUSTOMER, B, THANKS, NOW + 2 * MINUTE), Thread)


def test_so_many_of_an_order_are_enough() -> None:
    """Of one who writes, and of all together."""
    order, later = carried(), NOW + 24 * 60 * MINUTE
    too_much = TooMuchWritten("o", A_MINUTE_MAX, AN_ORDER_MAX)
    thread = written(*[(CUSTOMER, A, "x")] * AN_ORDER_MAX)
    assert refusal(write_to(order, thread, CUSTOMER, A, THANKS, later)) == too_much
    assert isinstance(write_to(order, thread, A, CUSTOMER, THANKS, later), Thread)
    full = replace(thread, messages=thread.messages[:1] * MESSAGES_MAX)
    assert refusal(write_to(order, full, A, CUSTOMER, THANKS, later)) == too_much
