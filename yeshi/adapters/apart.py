"""A process apart for what takes long: it is asked one thing after the other, and may be killed."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock, Thread
from time import sleep
from typing import Any

from yeshi.base.errors import OutOfTime, WorkerGone
from yeshi.base.faults import kind_of, of_elsewhere, place_of

# Pages come first: the processor is theirs when they want it.
NICE = 5
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

    def ask(self, asked: Any, limit_s: float) -> Any:
        """What is answered there; what was raised there is raised here, with its kind and place.

        Raises OutOfTime after so many real seconds, WorkerGone if the process ended; either way
        the next is asked of a new one.
        """
        with self._one_by_one:
            ours = self._ours or self._open()
            try:
                ours.send(asked)
                if not ours.poll(limit_s):
                    raise OutOfTime(f"it took longer than {limit_s:g} seconds")
                answer, fault, kind, place = ours.recv()
            except (OutOfTime, EOFError, ConnectionError) as gone:
                self._end()
                if isinstance(gone, OutOfTime):
                    raise
                raise WorkerGone("a process apart was killed while it worked") from gone
            if fault is not None:
                raise of_elsewhere(fault, kind, place)
            return answer

    def close(self) -> None:
        """Kill the process, whatever it does."""
        process = self._process
        if process is not None:
            process.kill()
            process.join()

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
                answer = answer or begin()
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
