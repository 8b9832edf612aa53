"""Running the errands of a lane: each outside of any transaction, on a thread with a limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

from yeshi.base.errors import OutOfTime
from yeshi.flow import errands
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Bearer, Lane, Taken

# At most so many in a turn, so that a lease that was lost is noticed between two.
AT_ONCE_MAX = 20
# So many slips are printed at a time: a printer that does not answer holds up no other stall's.
PAPERS_ABREAST = 8
# And so many payments are asked for: a provider answers in tenths of a second.
PAYMENTS_ABREAST = 128
_ABREAST = {Lane.PAPER: PAPERS_ABREAST, Lane.PAYING: PAYMENTS_ABREAST}
_AT_ONCE = {Lane.LONG: 1, Lane.PAYING: 16 * PAYMENTS_ABREAST}
# So often it is looked what else may be begun beside tries that are under way.
GLANCE_S = 0.1
# So long a thread stays that has nothing to do.
IDLE_S = 30.0
# So many tries may go on past their limit before no other is begun beside them.
OVERDUE_MAX = 2


class Runner:
    """Runs what is due of a lane while its process holds the lane's lease.

    A try that is past its limit is answered as failed, and its thread is left to itself: what it
    says in the end is an answer that comes late.
    """

    def __init__(self, engine: Engine, lane: Lane, bearers: Sequence[Bearer[Any, Any]]) -> None:
        self._engine, self._threads = engine, _Threads(f"errands:{lane}")
        self._bearers = {one.kind.name: one for one in bearers if one.kind.lane is lane}
        self._kinds = [one.kind for one in self._bearers.values()]
        self._at_once = _AT_ONCE.get(lane, AT_ONCE_MAX)
        self._abreast = _ABREAST.get(lane, 1)
        self._overdue: list[Try] = []
        self._one_ended = Event()

    def turn(self) -> int:
        """Run what is due; how many tries were made. A fault of the database goes up.

        What becomes due while tries are under way is begun beside them, up to so many.
        """
        errands.let_go_of_lost(self._engine, self._kinds)
        made, under_way, looked_at = 0, list[Try](), -inf
        while True:
            # Who is done with the world and waits for their answer to be entered takes no place.
            abreast = sum(not one.is_carried for one in under_way)
            room = min(self._abreast - abreast, self._at_once - made)
            if room > 0 and monotonic() >= looked_at + GLANCE_S and self._is_free():
                begun = self._begin(room)
                # Where as many were found as there was room for, there may be more of them.
                looked_at = monotonic() if len(begun) < room else -inf
                under_way += begun
                made += len(begun)
            if not under_way:
                return made
            under_way = self._see_to_their_ends(under_way)

    def _is_free(self) -> bool:
        self._overdue = [one for one in self._overdue if not one.is_answered]
        return len(self._overdue) < OVERDUE_MAX

    def _begin(self, most: int) -> list[Try]:
        """Begin so many tries at most, each on a thread that has nothing else to do."""
        taken = errands.take_some(self._engine, self._kinds, most)
        for bearer in self._bearers.values():
            if bearer.read is not None:
                bearer.read([one.given for one in taken if one.kind is bearer.kind])
        begun = [Try(self._engine, self._bearers, one, self._one_ended) for one in taken]
        for one in begun:
            self._threads.do(one.run)
        return begun

    def _see_to_their_ends(self, under_way: list[Try]) -> list[Try]:
        """Wait until all are answered, or for a moment where others may be begun beside them; those
        that are left. One that takes too long is answered as failed."""
        until = monotonic() + (GLANCE_S if self._abreast > 1 else inf)
        while under_way and (now := monotonic()) < until:
            self._one_ended.wait(max(0.0, min(until, *(one.ends_at for one in under_way)) - now))
            self._one_ended.clear()
            under_way = [one for one in under_way if not self._is_over(one)]
        return under_way

    def _is_over(self, one: Try) -> bool:
        if one.is_answered:
            if one.unanswered is not None:
                raise one.unanswered
            return True
        if monotonic() < one.ends_at:
            return False
        self._overdue.append(one)
        late = OutOfTime(f"it took longer than {one.taken.kind.terms.limit_s:g} seconds")
        errands.answer_failed(self._engine, one.taken, errands.fault_of(late))
        return True


class _Threads:
    """Threads of a name: as many as there is to do at once, each for what comes after it too.

    To begin one takes a turn of the interpreter, for which whoever begins many would wait as often.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._to_do: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._idle, self._counting = 0, Lock()

    def do(self, act: Callable[[], None]) -> None:
        """Have it done at once."""
        with self._counting:
            is_one_free = self._idle > 0
            self._idle -= is_one_free
        self._to_do.put(act)
        if not is_one_free:
            # A daemon: a try that never ends must not keep the process from its end.
            Thread(target=self._live, name=self._name, daemon=True).start()

    def _live(self) -> None:
        while True:
            try:
                act = self._to_do.get(timeout=IDLE_S)
            except Empty:
                with self._counting:
                    # Where none is idle, this one is counted on.
                    if self._idle > 0:
                        self._idle -= 1
                        return
                continue
            act()
            with self._counting:
                self._idle += 1


class Try:
    """One try: what is done, and then its answer, which is a command.

    `unanswered`: why it could not be answered; it is then as if its runner had gone.
    """

    def __init__(
        self, engine: Engine, bearers: dict[str, Bearer[Any, Any]], taken: Taken[Any, Any],
        ended: Event,
    ) -> None:  # fmt: skip
        """`ended` is set when it is over."""
        self._engine, self.taken, self._ended = engine, taken, ended
        self._carry = bearers[taken.kind.name].carry
        self.ends_at = monotonic() + taken.kind.terms.limit_s
        self.is_carried = self.is_answered = False
        self.unanswered: Exception | None = None

    def run(self) -> None:
        """Carry it out, and answer."""
        try:
            self._answer()
        except Exception as fault:
            self.unanswered = fault
        finally:
            self.is_answered = True
            self._ended.set()

    def _answer(self) -> None:
        try:
            brought = self._carry(self.taken.given, self.taken.errand.id)
            self.is_carried = True
            errands.answer_done(self._engine, self.taken, brought)
        except Exception as fault:
            # Also when the world did its part and the answer was not taken: it is tried again.
            errands.answer_failed(self._engine, self.taken, errands.fault_of(fault))
