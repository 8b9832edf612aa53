"""What happened, and which commands were answered, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from yeshi.adapters.memory.records import Undo
from yeshi.adapters.memory.storable import check_moment, check_text
from yeshi.events.kinds import BY_HAND
from yeshi.events.record import Event, Recorded
from yeshi.flow.ports import Answer, Remembered, Sought


def _is_sought(one: Recorded, sought: Sought) -> bool:
    return (
        one.event.kind in BY_HAND
        and one.by not in ("", "clock")
        and sought.day in (None, one.day)
        and sought.by in ("", one.by)
        and sought.kind in ("", one.event.kind)
        and sought.thing in ("", one.event.subject)
    )


class MemoryEvents:
    """The record of what happened."""

    def __init__(self, undo: Undo) -> None:
        self._undo = undo
        self._recorded: list[Recorded] = []

    def append(
        self, events: Sequence[Event], at: datetime, day: date, by: str = ""
    ) -> list[Recorded]:
        """Enter the events at the moment `at` of the business day, numbered on."""
        check_moment(at, "an event's moment")
        for event in events:
            check_text(event.subject, f"the subject of {event.kind}")
        first = len(self._recorded) + 1
        recorded = [Recorded(seq, at, day, event, by) for seq, event in enumerate(events, first)]
        self._recorded += recorded
        self._undo.append(lambda: self._cut(first - 1))
        return recorded

    def after(self, seq: int, limit: int) -> list[Recorded]:
        """At most `limit` events that follow number `seq`."""
        return self._recorded[seq : seq + limit]

    def kept_after(self, seq: int, limit: int) -> list[Recorded]:
        """As `after`: here none come between."""
        return self.after(seq, limit)

    def of_day(self, day: date, after: int = 0) -> Iterator[Recorded]:
        """The events of a business day that follow number `after`."""
        return (recorded for recorded in self._recorded[after:] if recorded.day == day)

    def last(self) -> Recorded | None:
        """The latest event."""
        return self._recorded[-1] if self._recorded else None

    def by_hand(self, sought: Sought, before: int, limit: int) -> list[Recorded]:
        """So many acts by hand of a lower number, the latest first."""
        found = (one for one in reversed(self._recorded[: before - 1]) if _is_sought(one, sought))
        return list(islice(found, limit))

    def back_from(self, before: int, limit: int) -> list[Recorded]:
        """So many events of a lower number, the latest first."""
        return self._recorded[: before - 1][-limit:][::-1]

    def of_subject(self, subject: str) -> list[Recorded]:
        """What happened to the thing of that id, the earliest first."""
        return [recorded for recorded in self._recorded if recorded.event.subject == subject]

    def _cut(self, length: int) -> None:
        del self._recorded[length:]


class MemoryCommands:
    """Commands that were answered, by idempotency key."""

    def __init__(self, undo: Undo) -> None:
        self._undo = undo
        self._answers: dict[str, Remembered] = {}
        self._claimed: dict[str, tuple[str, str]] = {}

    def claim(self, key: str, command: str, at: datetime, asked: str = "") -> Remembered | None:
        """None the first time; then how it was answered."""
        check_text(key, "the key")
        check_moment(at, "a command's moment")
        answered = self._answers.get(key)
        if answered is None:
            self._claimed[key] = command, asked
        return answered

    def remember(self, key: str, answer: Answer) -> None:
        """Keep the answer for when the command comes again."""
        self._answers[key] = Remembered(*self._claimed.pop(key), answer)
        self._undo.append(lambda: self._answers.__delitem__(key))

    def forget(self, beginning: str) -> None:
        """Let go of the answers that were kept before to keys that begin so."""
        gone = {key: one for key, one in self._answers.items() if key.startswith(beginning)}
        for key in gone:
            del self._answers[key]
        self._undo.append(lambda: self._answers.update(gone))
