"""Many nights on all cores, one process each; what is done when it is stopped is done."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import Process
from multiprocessing.connection import Connection, Pipe, wait

from yeshi.base.errors import WorkerGone
from yeshi.files.scenario.scenario import Scenario
from yeshi.twin.rehearsal.outcome import Values

Play = Callable[[Scenario, int], Values]
# A scenario by its place, and a seed.
Task = tuple[int, int]
GONE = "a process that played nights was killed; the nights done are kept, to go on with"


def outcomes(
    play: Play, scenarios: Sequence[Scenario], tasks: Sequence[Task]
) -> Iterator[tuple[Task, Values]]:
    """The outcome of each task as it is done; leaving the iteration ends those under way.

    Raises what a task raised; WorkerGone if a worker is gone without a word.
    """
    waiting = iter(tasks)
    # A pipe for each worker, and no lock between them: one can be killed at any moment.
    workers: dict[Connection, Process] = {}
    try:
        for _ in range(min(os.cpu_count() or 1, len(tasks))):
            ours, theirs = Pipe()
            others = [ours, *workers]
            process = Process(target=_work, args=(theirs, others, play, scenarios), daemon=True)
            process.start()
            theirs.close()
            workers[ours] = process
            with _not_gone():
                ours.send(next(waiting))
        while workers:
            answered = wait(list(workers))
            for ready in [one for one in workers if one in answered]:
                with _not_gone():
                    answer = ready.recv()
                if isinstance(answer, BaseException):
                    raise answer
                task = next(waiting, None)
                if task is None:
                    ready.close()
                    workers.pop(ready).join()
                else:
                    with _not_gone():
                        ready.send(task)
                yield answer
    finally:
        for ours, process in workers.items():
            process.kill()
            process.join()
            ours.close()


@contextmanager
def _not_gone() -> Iterator[None]:
    """WorkerGone in place of what a pipe says whose other end is closed."""
    try:
        yield
    except (EOFError, ConnectionError) as fault:
        raise WorkerGone(GONE) from fault


def _work(
    theirs: Connection, others: Sequence[Connection], play: Play, scenarios: Sequence[Scenario]
) -> None:
    """Play what is asked for, until nobody is there to ask."""
    # Ctrl-C is for the parent, who ends its children.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Copies of the parent's ends: held on to, they would hide that the parent is gone.
    for other in others:
        other.close()
    with suppress(EOFError, BrokenPipeError):
        while True:
            task = theirs.recv()
            try:
                theirs.send((task, play(scenarios[task[0]], task[1])))
            except Exception as fault:
                fault.add_note(traceback.format_exc())
                theirs.send(fault)
