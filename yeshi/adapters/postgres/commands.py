"""Commands that were answered, in PostgreSQL, by idempotency key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic_core import to_json

from yeshi.adapters.postgres.session import Row, Session, Statement
from yeshi.base.refused import Refused, reason_of
from yeshi.flow.ports import Answer, Done, Remembered

_LOOK = b"SELECT key, command, asked, answer FROM commands WHERE key = ANY(%s)"
# Who comes second with a key meets the first one here, waits for it, and begins anew.
_KEEP = b"""
INSERT INTO commands (key, command, asked, at, answer)
SELECT key, command, asked, at, answer
FROM json_populate_recordset(NULL::commands, %s)"""

_FORGET = "DELETE FROM commands WHERE starts_with(key, %s) RETURNING 1"


class PostgresCommands:
    """Commands that were answered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._looked: dict[str, Remembered | None] = {}
        self._claimed: dict[str, tuple[str, datetime, str]] = {}
        self._answered: list[dict[str, Any]] = []

    def claim(self, key: str, command: str, at: datetime, asked: str = "") -> Remembered | None:
        """None the first time; then how it was answered."""
        if key not in self._looked:
            self.learn([key], self._session.look(*self.reading([key])))
        earlier = self._looked[key]
        if earlier is None:
            self._claimed[key] = command, at, asked
        return earlier

    def remember(self, key: str, answer: Answer) -> None:
        """Keep the answer for when the command comes again."""
        command, at, asked = self._claimed.pop(key)
        self._looked[key] = Remembered(command, asked, answer)
        told = {
            "key": key, "command": command, "asked": asked, "at": at,
            "answer": _write_answer(answer),
        }  # fmt: skip
        self._answered.append(told)

    def forget(self, beginning: str) -> None:
        """Let go of the answers that were kept before to keys that begin so."""
        self._session.rows(_FORGET, (beginning,))

    def reading(self, keys: Sequence[str]) -> Statement:
        """What reads the answers that were given to those keys."""
        return (_LOOK, (list(keys),))

    def learn(self, keys: Sequence[str], rows: Sequence[Row]) -> None:
        """Take in what `reading` has found."""
        self._looked.update(dict.fromkeys(keys))
        for key, command, asked, answer in rows:
            self._looked[key] = Remembered(command, asked, _read_answer(answer))

    def pending(self) -> list[Statement]:
        """What writes the answers that are to be kept."""
        return [(_KEEP, (to_json(self._answered).decode(),))] if self._answered else []

    def written(self) -> None:
        """Let go what was written."""
        self._answered.clear()


def _write_answer(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, Done):
        return {"done": answer.data}
    return {"refused": answer.reason.code(), "facts": answer.reason.facts()}


def _read_answer(data: dict[str, Any]) -> Answer:
    if "done" in data:
        return Done(data["done"])
    facts = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in data["facts"].items()
    }
    return Refused(reason_of(data["refused"], facts))
