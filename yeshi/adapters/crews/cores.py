"""All cores of this machine, one process each; what is done when it is stopped is done."""

from __future__ import annotations

import os
import signal
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import Process
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, TypeVar

from yeshi.base.errors import WorkerGone

Asked = TypeVar("Asked")
Given = TypeVar("Given")
# Whatever ends its worker each time would end them all.
TRIES_MAX = 3
GONE = f"a process was killed each of the {TRIES_MAX} times that it did the same"


class Cores:
    """A crew of processes of this machine."""

    def each(
        self, do: Callable[[Asked], Given], asked: Sequence[Asked]
    ) -> Iterator[tuple[Asked, Given]]:
        """What `do` gives for each thing asked, as the port says."""
        at_work = _AtWork(do, asked)
        try:
            for _ in range(min(os.cpu_count() or 1, len(asked))):
                at_work.begin()
            while at_work.workers:
                for number, given in at_work.answers():
                    yield asked[number], given
        finally:
            at_work.end()


class _AtWork:
    """The processes of one run, each with a pipe of its own, and what each of them does.

    No lock is between them: one can be killed at any moment.
    """

    def __init__(self, do: Callable[[Any], Any], asked: Sequence[Any]) -> None:
        self._do, self._asked = do, asked
        self._waiting = deque(range(len(asked)))
        self._tries = Counter[int]()
        self.workers: dict[Connection, tuple[Process, int]] = {}

    def begin(self) -> None:
        """Let another process do what waits, if anything does."""
        if not self._waiting:
            return
        number = self._waiting.popleft()
        ours, theirs = Pipe()
        others = [ours, *self.workers]
        process = Process(target=_work, args=(theirs, others, self._do), daemon=True)
        process.start()
        theirs.close()
        self.workers[ours] = process, number
        self._send(ours, number)

    def answers(self) -> Iterator[tuple[int, Any]]:
        """What some have done by now, each with its number; at least one has, or was lost."""
        for ready in wait(list(self.workers)):
            if not isinstance(ready, Connection) or ready not in self.workers:
                continue
            process, number = self.workers[ready]
            try:
                given, fault = ready.recv()
            except (EOFError, ConnectionError):
                self._replace(ready)
                continue
            if fault is not None:
                raise fault
            if self._waiting:
                following = self._waiting.popleft()
                self.workers[ready] = process, following
                self._send(ready, following)
            else:
                ready.close()
                self.workers.pop(ready)[0].join()
            yield number, given

    def end(self) -> None:
        """Kill whoever is at work."""
        for ours, (process, _) in self.workers.items():
            process.kill()
            process.join()
            ours.close()

    def _send(self, ours: Connection, number: int) -> None:
        # One that is gone is found so when it is heard.
        with suppress(ConnectionError):
            ours.send(self._asked[number])

    def _replace(self, lost: Connection) -> None:
        process, number = self.workers.pop(lost)
        process.join()
        lost.close()
        self._tries[number] += 1
        if self._tries[number] == TRIES_MAX:
            raise WorkerGone(GONE)
        self._waiting.appendleft(number)
        self.begin()


def _work(theirs: Connection, others: Sequence[Connection], do: Callable[[Any], Any]) -> None:
    """Do what is asked for, until nobody is there to ask."""
    # Ctrl-C is for the parent, who ends its children.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Copies of the parent's ends: held on to, they would hide that the parent is gone.
    for other in others:
        other.close()
    with suppress(EOFError, BrokenPipeError):
        while True:
            asked = theirs.recv()
            try:
                theirs.send((do(asked), None))
            except Exception as fault:
                fault.add_note(traceback.format_exc())
                theirs.send((None, fault))
