"""The way to the server and back: all statements that are ready go together, each prepared once.

It does what psycopg's cursors do in a pipeline, for a fifth of the time in this process: nothing is
made for a statement but its parameters, and a transaction begins with the first one that is sent.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from psycopg import Connection, errors
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.generators import fetch_many, pipeline_communicate, send
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

Statement = tuple[bytes, Sequence[Any]]
Row = tuple[Any, ...]
BEGIN = b"BEGIN"
COMMIT = b"COMMIT"
# Beyond so many a statement is sent as it is: nobody composes as many that come again.
PREPARED_MAX = 400
_NUMBERS = count()
_PLACES = re.compile(rb"%[s%]")
_PREPARED: WeakKeyDictionary[Connection[Any], dict[tuple[bytes, Any], bytes]] = WeakKeyDictionary()
_NOT_PREPARED = b"26000"
_FAILED = (ExecStatus.FATAL_ERROR, ExecStatus.PIPELINE_ABORTED)


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back for a statement: its rows, or how many it changed."""

    rows: list[Row]
    changed: int


class CellUnreadable(Exception):
    """A cell is there that Python has no value for, as a moment before the first year."""


class Wire:
    """One connection's way to the server; statements go in their order, and none after a fault."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection, self._server = connection, connection.pgconn
        self._values = Transformer(connection)
        # Did psycopg prepare any of its own, it would let go all of the session's at a rollback.
        connection.prepare_threshold = None
        known = _PREPARED.get(connection)
        if known is None:
            known = _PREPARED[connection] = {}
        self._prepared = known

    def send(self, statements: Sequence[Statement], *, commit: bool = False) -> list[Returned]:
        """What each statement gives; with `commit` the transaction is kept after the last one.

        Raises the first fault that the server tells; the connection is ready for a rollback then.
        """
        with self._connection.lock:
            results = self._go(statements, commit)
        return [self._read(one) for one in results]

    def _go(self, statements: Sequence[Statement], commit: bool) -> list[PGresult]:
        server = self._server
        commands: deque[Callable[[], Any]] = deque()
        # For each command what its answer is: of a statement (True), or of one that was prepared.
        answers: list[bool | tuple[tuple[bytes, Any], bytes] | None] = []
        if server.transaction_status == TransactionStatus.IDLE and not self._connection.autocommit:
            commands.append(partial(server.send_query_params, BEGIN, None))
            answers.append(None)
        for query, values in statements:
            self._enqueue(query, values, commands, answers)
        if commit:
            commands.append(partial(server.send_query_params, COMMIT, None))
            answers.append(None)
        commands.append(server.pipeline_sync)
        told = self._exchange(commands, len(answers) + 1)
        results, fault = [], None
        for answer, (result, *_) in zip(answers, told, strict=False):
            if result.status in _FAILED:
                fault = fault or result
            elif isinstance(answer, tuple):
                self._prepared[answer[0]] = answer[1]
            elif answer:
                results.append(result)
        if fault is not None:
            if fault.error_field(DiagnosticField.SQLSTATE) == _NOT_PREPARED:
                # Somebody has let go what was prepared: whoever begins anew has it made anew.
                self._prepared.clear()
            raise errors.error_from_result(fault, encoding=self._connection.info.encoding)
        return results

    def _enqueue(
        self,
        query: bytes,
        values: Sequence[Any],
        commands: deque[Callable[[], Any]],
        answers: list[Any],
    ) -> None:
        server = self._server
        types: tuple[int, ...] = ()
        dumped = formats = None
        if values:
            dumped = self._values.dump_sequence(values, _formats(len(values)))
            types, formats = self._values.types or (), self._values.formats
        key = query, types
        name = self._prepared.get(key)
        if name is None and len(self._prepared) >= PREPARED_MAX:
            commands.append(
                partial(server.send_query_params, numbered(query), dumped, types, formats)
            )
            answers.append(True)
            return
        if name is None:
            name = b"wire_%d" % next(_NUMBERS)
            commands.append(partial(server.send_prepare, name, numbered(query), types))
            answers.append((key, name))
        commands.append(partial(server.send_query_prepared, name, dumped, formats))
        answers.append(True)

    def _exchange(self, commands: deque[Callable[[], Any]], expected: int) -> list[list[PGresult]]:
        server = self._server
        server.enter_pipeline_mode()
        try:
            told: list[list[PGresult]] = self._connection.wait(_round(server, commands, expected))
            server.exit_pipeline_mode()
        except BaseException:
            # What is on its way belongs to nobody any more.
            if server.status != ConnStatus.BAD:
                server.finish()
            raise
        return told

    def _read(self, result: PGresult) -> Returned:
        if result.status != ExecStatus.TUPLES_OK:
            return Returned([], result.command_tuples or 0)
        found = result.ntuples
        if not found:
            return Returned([], 0)
        self._values.set_pgresult(result)
        try:
            return Returned(self._values.load_rows(0, found, tuple), found)
        except errors.DataError as fault:
            raise CellUnreadable(str(fault)) from fault


def _round(server: Any, commands: deque[Callable[[], Any]], expected: int) -> PQGen[Any]:
    told = yield from pipeline_communicate(server, commands)
    # What does not fit into the socket is still here, and has to go before anything is waited for.
    yield from send(server)
    while len(told) < expected:
        told.append((yield from fetch_many(server)))
    return told


@cache
def _formats(values: int) -> list[PyFormat]:
    return [PyFormat.AUTO] * values


@cache
def numbered(query: bytes) -> bytes:
    """The statement with its places numbered as the server wants them."""
    numbers = count(1)

    def place(found: re.Match[bytes]) -> bytes:
        return b"%" if found.group() == b"%%" else b"$%d" % next(numbers)

    return _PLACES.sub(place, query)
