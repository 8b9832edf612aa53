"""A process apart for what takes long: it is asked one thing after the other, and may be killed."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Empty, LifoQueue
from threading import Lock, Thread
from time import monotonic, sleep
from typing import Any

from yeshi.base.errors import OutOfTime, TooBusy, WorkerGone
from yeshi.base.faults import kind_of, of_elsewhere, place_of

# Pages come first: the processor is theirs when they want it.
NICE = 5
# One that has not begun after so many real seconds is killed.
BEGIN_S_MAX = 120.0
# How often it is looked whether the process that asks is still there.
PARENT_S = 0.5


class Apart:
    """Answers in a process of its own, which begins when something is first asked.

    `begin` makes there what answers; it must be a thing that can be sent, such as a function of a
    module with its arguments. A process that is gone, or was killed, is begun anew.
    """

    def __init__(self, begin: Callable[[], Callable[[Any], Any]]) -> None:
        self._begin = begin
        self._one_by_one = Lock()
        self._process: BaseProcess | None = None
        self._ours: Connection | None = None
        self._begun, self._begins_at = False, 0.0

    def ask(self, asked: Any, limit_s: float) -> Any:
        """What is answered there; what was raised there is raised here, with its kind and place.

        Raises OutOfTime after so many real seconds, WorkerGone if the process ended; either way
        the next is asked of a new one. Only one that has not begun yet goes on with that: where the
        machine is busy it is there for who asks next.
        """
        ends = monotonic() + limit_s
        with self._one_by_one:
            ours = self._ours or self._open()
            try:
                if not self._begun:
                    self._await_beginning(ours, limit_s)
                ours.send(asked)
                if not ours.poll(max(0.0, ends - monotonic())):
                    raise OutOfTime(f"it took longer than {limit_s:g} seconds")
                return _answer_in(ours)
            except _NotBegun:
                raise OutOfTime(f"it had not begun after {limit_s:g} seconds") from None
            except (OutOfTime, EOFError, ConnectionError) as gone:
                self._end()
                if isinstance(gone, OutOfTime):
                    raise
                raise WorkerGone("a process apart was killed while it worked") from gone

    def close(self) -> None:
        """Kill the process, whatever it does."""
        process = self._process
        if process is not None:
            process.kill()
            process.join()

    def _await_beginning(self, ours: Connection, limit_s: float) -> None:
        if not self._begins_at:
            ours.send(None)
            self._begins_at = monotonic()
        if not ours.poll(limit_s):
            if monotonic() - self._begins_at > BEGIN_S_MAX:
                raise OutOfTime("it does not begin")
            raise _NotBegun
        self._begins_at = 0.0
        _answer_in(ours)
        self._begun = True

    def _open(self) -> Connection:
        # Not a copy of this process, whose threads and connections are its own.
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        process = context.Process(target=_answer, args=(theirs, self._begin), daemon=True)
        process.start()
        theirs.close()
        self._process = process
        return self._ours

    def _end(self) -> None:
        self.close()
        if self._ours is not None:
            self._ours.close()
        self._process = self._ours = None
        self._begun, self._begins_at = False, 0.0


class _NotBegun(Exception):
    """The process is not there yet, and may come."""


def _answer_in(ours: Connection) -> Any:
    """What has come; what was raised there is raised here."""
    answer, fault, kind, place = ours.recv()
    if fault is not None:
        raise of_elsewhere(fault, kind, place)
    return answer


class Several:
    """So many processes apart that answer alike, asked by whoever of those who wait is next.

    More than `waiting_max` who wait for one are refused: they would not be served in time.
    """

    def __init__(
        self, begin: Callable[[], Callable[[Any], Any]], at_once: int, waiting_max: int
    ) -> None:
        self._all = [Apart(begin) for _ in range(at_once)]
        # The one that was used last is taken first: others need not be begun.
        self._free: LifoQueue[Apart] = LifoQueue()
        for one in self._all:
            self._free.put(one)
        self._places = at_once + waiting_max
        self._lock = Lock()

    def ask(self, asked: Any, limit_s: float) -> Any:
        """As `Apart.ask`, the wait for one that is free included; TooBusy where too many wait."""
        ends = monotonic() + limit_s
        with self._place():
            try:
                one = self._free.get(timeout=limit_s)
            except Empty:
                raise OutOfTime(f"none was free for {limit_s:g} seconds") from None
            try:
                return one.ask(asked, max(0.0, ends - monotonic()))
            finally:
                self._free.put(one)

    def close(self) -> None:
        """Kill all processes, whatever they do."""
        for one in self._all:
            one.close()

    @contextmanager
    def _place(self) -> Iterator[None]:
        with self._lock:
            if self._places <= 0:
                raise TooBusy("too many wait already")
            self._places -= 1
        try:
            yield
        finally:
            with self._lock:
                self._places += 1


def _answer(theirs: Connection, begin: Callable[[], Callable[[Any], Any]]) -> None:
    """Answer what is asked, until nobody is there to ask."""
    # Ctrl-C is for the parent, who ends its children.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICE)
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    answer: Callable[[Any], Any] | None = None
    with suppress(EOFError, BrokenPipeError):
        while True:
            asked = theirs.recv()
            told: tuple[Any, Exception | None, str, str]
            try:
                if answer is None:
                    # The first is asked only when there is what answers it.
                    answer = begin()
                    told = None, None, "", ""
                else:
                    told = answer(asked), None, "", ""
            except Exception as fault:
                told = None, _sendable(fault), kind_of(fault), place_of(fault)
            theirs.send(told)


def _end_with(parent: int) -> None:
    """End when the process that asks has ended, also in the midst of an answer: nobody hears it."""
    while os.getppid() == parent:
        sleep(PARENT_S)
    os._exit(1)


def _sendable(fault: Exception) -> Exception:
    """The fault, or one in its place that can be sent."""
    try:
        pickle.loads(pickle.dumps(fault))
    except Exception:
        return RuntimeError(kind_of(fault))
    return fault
