"""A thread: what customer, stalls, courier and control room write to one another of an order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from yeshi.base.limits import SAYING_LENGTH_MAX
from yeshi.base.personal import Personal
from yeshi.orders.phrases import Phrase

# More than anybody reads; what remains to be said is said by telephone.
MESSAGES_MAX = 400
WORDS_LENGTH_MAX = SAYING_LENGTH_MAX


class ThreadSide(StrEnum):
    """In which of four ways somebody has to do with an order."""

    CUSTOMER = "customer"
    STALL = "stall"
    COURIER = "courier"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Who writes, or is written to; `id`: of the stall or courier, "" for the others."""

    side: ThreadSide
    id: str = ""

    @property
    def name(self) -> str:
        """What the record and an open page call them: `stall:tofu`, `customer`."""
        return f"{self.side}:{self.id}" if self.id else self.side.value


CUSTOMER = Correspondent(ThreadSide.CUSTOMER)
CONTROL = Correspondent(ThreadSide.CONTROL)


def correspondent_of(name: str) -> Correspondent | None:
    """Who is called that; None for nobody."""
    side, colon, id_ = name.partition(":")
    if side not in list(ThreadSide):
        return None
    found = Correspondent(ThreadSide(side), id_)
    has_id = found.side in (ThreadSide.STALL, ThreadSide.COURIER)
    return found if has_id == bool(id_) and bool(colon) == has_id else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMessage:
    """One message: a ready phrase, which each reads in their language, words, or both."""

    number: int
    by: Correspondent
    to: Correspondent
    at: datetime
    phrase: Phrase | None = None
    words: Annotated[str, Personal("word")] = ""


@dataclass(frozen=True, slots=True)
class ReadMark:
    """Up to which number somebody, by their name, has read what was written to them.

    Of the control room: up to which number nothing waits for it any more, `of` one who wrote; "":
    of all.
    """

    name: str
    number: int
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """All that was written of an order, whose id it has.

    `unread`: by name, those to whom something was written that they have not read. `waits_since`:
    since when something waits for the control room.
    """

    id: str
    zone: str
    begun_at: datetime
    last_at: datetime
    messages: tuple[ThreadMessage, ...]
    read: tuple[ReadMark, ...] = ()
    unread: tuple[str, ...] = ()
    waits_since: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: somebody wrote something, and not without end."""
        return 0 < len(self.messages) <= MESSAGES_MAX and self.begun_at <= self.last_at

    @property
    def tells(self) -> bool:
        """Whether words stand in it."""
        return any(one.words for one in self.messages)

    def seen_by(self, who: Correspondent) -> tuple[ThreadMessage, ...]:
        """What they wrote and what was written to them; the control room sees all."""
        if who.side is ThreadSide.CONTROL:
            return self.messages
        return tuple(one for one in self.messages if who in (one.by, one.to))

    def unread_by(self, who: Correspondent) -> tuple[ThreadMessage, ...]:
        """What was written to them and they have not read; of the control room: what waits."""
        marks = {one.of: one.number for one in self.read if one.name == who.name}
        return tuple(
            one
            for one in self.messages
            if one.to == who and one.number > max(marks.get("", 0), marks.get(one.by.name, 0))
        )


def reckoned(thread: Thread) -> Thread:
    """The thread with who has something to read, and since when the control room is waited for."""
    to = dict.fromkeys(one.to for one in thread.messages)
    unread = tuple(sorted(one.name for one in to if thread.unread_by(one)))
    waits = thread.unread_by(CONTROL)
    return replace(thread, unread=unread, waits_since=waits[0].at if waits else None)


def marked(
    thread: Thread, who: Correspondent, number: int, of: Correspondent | None = None
) -> Thread:
    """The thread once they have read up to that number what was written to them, by that one or by
    all."""
    before = {(one.name, one.of): one.number for one in thread.read}
    name, last = (who.name, of.name if of else ""), min(number, thread.messages[-1].number)
    if last <= before.get(name, 0):
        return thread
    marks = before | {name: last}
    read = tuple(ReadMark(one[0], marks[one], one[1]) for one in sorted(marks))
    return reckoned(replace(thread, read=read))


def speechless(thread: Thread) -> Thread:
    """The thread as it is kept when its time is over: who wrote to whom and when, and no words."""
    return replace(thread, messages=tuple(replace(one, words="") for one in thread.messages))
