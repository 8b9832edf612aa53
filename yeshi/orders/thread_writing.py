"""Writing to a thread: who may write to whom and for how long, how much, and what of it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated

from yeshi.base.personal import Personal
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.orders.lifecycle import ENDED, OrderState
from yeshi.orders.order import Order
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import (
    CONTROL,
    CUSTOMER,
    MESSAGES_MAX,
    WORDS_LENGTH_MAX,
    Correspondent,
    Thread,
    ThreadMessage,
    ThreadSide,
    marked,
    reckoned,
)

# After the end one says that a key was left, or thanks; what was wrong is a complaint.
OPEN_AFTER_END = timedelta(hours=3)
# So that nothing written in the last minute stays without an answer.
ANSWERED_AFTER_END = timedelta(hours=24)
A_MINUTE = timedelta(minutes=1)
A_MINUTE_MAX = 6
AN_ORDER_MAX = 60

_P = Phrase
PHRASES: Mapping[tuple[ThreadSide, ThreadSide], tuple[Phrase, ...]] = {
    (ThreadSide.CUSTOMER, ThreadSide.STALL): (
        _P.NO_CHILLI, _P.NO_CORIANDER, _P.ALLERGY, _P.HOW_LONG, _P.NO_HURRY, _P.PLEASE_CALL,
        _P.THANKS,
    ),
    (ThreadSide.CUSTOMER, ThreadSide.COURIER): (
        _P.AT_GATE, _P.COMING_DOWN, _P.LEAVE_AT_DOOR, _P.HOW_LONG, _P.PLEASE_CALL, _P.NO_HURRY,
        _P.THANKS,
    ),
    (ThreadSide.CUSTOMER, ThreadSide.CONTROL): (
        _P.HOW_LONG, _P.WRONG_ADDRESS, _P.NOBODY_ANSWERS, _P.PLEASE_CALL, _P.THANKS,
    ),
    (ThreadSide.STALL, ThreadSide.CUSTOMER): (
        _P.NOTED, _P.FIVE_MORE, _P.TEN_MORE, _P.IN_THE_PAN, _P.ON_COUNTER, _P.LEFT_COUNTER,
        _P.PICK_UP_PHONE, _P.THANKS,
    ),
    (ThreadSide.STALL, ThreadSide.CONTROL): (
        _P.NO_COURIER_CAME, _P.KITCHEN_STOPPED, _P.ON_COUNTER, _P.PLEASE_CALL, _P.THANKS,
    ),
    (ThreadSide.COURIER, ThreadSide.CUSTOMER): (
        _P.ON_MY_WAY, _P.AT_YOUR_DOOR, _P.WHICH_DOOR, _P.COME_DOWN, _P.AT_GATE, _P.FIVE_MORE,
        _P.PICK_UP_PHONE,
    ),
    (ThreadSide.COURIER, ThreadSide.CONTROL): (
        _P.NOT_READY, _P.NOBODY_OPENS, _P.CANNOT_FIND, _P.BROKE_DOWN, _P.PLEASE_CALL, _P.THANKS,
    ),
    (ThreadSide.CONTROL, ThreadSide.CUSTOMER): (
        _P.LOOKING_INTO_IT, _P.CALLING_YOU, _P.SORRY_LATE, _P.IS_SOLVED, _P.PICK_UP_PHONE,
        _P.PLEASE_WAIT,
    ),
    (ThreadSide.CONTROL, ThreadSide.STALL): (
        _P.LOOKING_INTO_IT, _P.CALLING_YOU, _P.PLEASE_ANSWER, _P.HOW_LONG, _P.IS_SOLVED, _P.THANKS,
    ),
    (ThreadSide.CONTROL, ThreadSide.COURIER): (
        _P.LOOKING_INTO_IT, _P.CALLING_YOU, _P.PLEASE_WAIT, _P.PLEASE_ANSWER, _P.LEAVE_AT_DOOR,
        _P.IS_SOLVED, _P.THANKS,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ThreadClosed(Reason):
    """The order ended longer ago than its customer writes of it; what was wrong is a complaint."""

    order: str
    hours: int


@dataclass(frozen=True, slots=True)
class ThreadOver(Reason):
    """The order ended longer ago than who works on it writes of it; the rest is said by voice."""

    order: str
    hours: int


@dataclass(frozen=True, slots=True)
class NotOnTheOrder(Reason):
    """They have nothing to do with the order, or nothing any more, so that nobody writes to them.

    At a table nobody is written to: they are at the counter.
    """

    order: str


@dataclass(frozen=True, slots=True)
class TooMuchWritten(Reason):
    """So many messages a minute, and so many of an order, are enough."""

    order: str
    a_minute: int
    in_all: int


@dataclass(frozen=True, slots=True)
class WhatIsSaid:
    """A ready phrase, words, or both.

    `seen`: the number of the last message that who says it had before their eyes; None: all.
    """

    phrase: Phrase | None = None
    words: Annotated[str, Personal("word")] = ""
    seen: int | None = None


def phrases_for(by: Correspondent, to: Correspondent) -> tuple[Phrase, ...]:
    """What one of them writes to the other with a tap."""
    return PHRASES.get((by.side, to.side), ())


def takes_part(order: Order, who: Correspondent) -> bool:
    """Whether they see the order's thread: a courier only as long as they have the order."""
    match who.side:
        case ThreadSide.STALL:
            return order.ticket(who.id) is not None
        case ThreadSide.COURIER:
            return order.courier == who.id and order.state not in ENDED
        case _:
            return True


def written_to_by(order: Order, who: Correspondent) -> tuple[Correspondent, ...]:
    """To whom they may write, the likeliest first; to nobody where the order comes to a table."""
    if order.at_table is not None or not takes_part(order, who):
        return ()
    if who.side in (ThreadSide.STALL, ThreadSide.COURIER):
        return (CUSTOMER, CONTROL)
    stalls = tuple(Correspondent(ThreadSide.STALL, one.merchant) for one in order.tickets)
    rider = Correspondent(ThreadSide.COURIER, order.courier or "")
    riding = (rider,) if order.courier and takes_part(order, rider) else ()
    if who.side is ThreadSide.CONTROL:
        return (CUSTOMER, *riding, *stalls)
    # As long as the kitchens have it, they are asked; once it rides, its courier.
    having = (*riding, *stalls) if order.state is OrderState.COLLECTED else (*stalls, *riding)
    return (*having, CONTROL)


def closes_at(order: Order, who: Correspondent) -> datetime | None:
    """Until when they may write; None as long as the order is under way."""
    return None if order.ended_at is None else order.ended_at + _open_for(who)


def _open_for(who: Correspondent) -> timedelta:
    """How long after the end they may write."""
    return ANSWERED_AFTER_END if who.side is ThreadSide.CONTROL else OPEN_AFTER_END


def is_open(order: Order, who: Correspondent, now: datetime) -> bool:
    """Whether they may write now."""
    until = closes_at(order, who)
    return order.at_table is None and (until is None or now < until)


def write_to(
    order: Order, thread: Thread | None, by: Correspondent, to: Correspondent, said: WhatIsSaid,
    now: datetime,
) -> Thread | Refused:  # fmt: skip
    """The thread with one message more; whoever writes has read what they saw."""
    refused = _may_not(order, by, to, now) or _wrongly_said(by, to, said)
    if refused:
        return refused
    before = thread.messages if thread else ()
    own = [one for one in before if one.by == by]
    lately = [one for one in own if now - one.at < A_MINUTE]
    if len(lately) >= A_MINUTE_MAX or len(own) >= AN_ORDER_MAX or len(before) >= MESSAGES_MAX:
        return Refused(TooMuchWritten(order.id, A_MINUTE_MAX, AN_ORDER_MAX))
    words = said.words.strip()
    message = ThreadMessage(
        number=len(before) + 1, by=by, to=to, at=now,
        phrase=said.phrase, words=words,
    )  # fmt: skip
    if thread is None:
        thread = Thread(
            id=order.id, zone=order.zone, begun_at=now, last_at=now, messages=(message,)
        )
    else:
        thread = replace(thread, last_at=now, messages=(*before, message))
    seen = message.number if said.seen is None else said.seen
    # The control room has dealt with what it answers, and with nothing else.
    return reckoned(marked(thread, by, seen, of=to if by == CONTROL else None))


def _may_not(order: Order, by: Correspondent, to: Correspondent, now: datetime) -> Refused | None:
    if to not in written_to_by(order, by):
        return Refused(NotOnTheOrder(order.id))
    if not is_open(order, by, now):
        hours = _open_for(by) // timedelta(hours=1)
        closed = ThreadClosed if by.side is ThreadSide.CUSTOMER else ThreadOver
        return Refused(closed(order.id, hours))
    return None


def _wrongly_said(by: Correspondent, to: Correspondent, said: WhatIsSaid) -> Refused | None:
    words = said.words.strip()
    if len(words) > WORDS_LENGTH_MAX or not (words or said.phrase):
        return Refused(Invalid("words", f"1…{WORDS_LENGTH_MAX}"))
    if said.phrase and said.phrase not in phrases_for(by, to):
        return Refused(Invalid("phrase", "choice"))
    return None
