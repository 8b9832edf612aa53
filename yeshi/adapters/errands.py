"""Running the errands of a lane: each outside of any transaction, on a thread with a limit."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event, Thread
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
_AT_ONCE = {Lane.LONG: 1, Lane.PAYING: 4 * PAYMENTS_ABREAST}
# So many tries may go on past their limit before no other is begun beside them.
OVERDUE_MAX = 2


class Runner:
    """Runs what is due of a lane while its process holds the lane's lease.

    A try that is past its limit is answered as failed, and its thread is left to itself: what it
    says in the end is an answer that comes late.
    """

    def __init__(self, engine: Engine, lane: Lane, bearers: Sequence[Bearer[Any, Any]]) -> None:
        self._engine, self._name = engine, f"errands:{lane}"
        self._bearers = {one.kind.name: one for one in bearers if one.kind.lane is lane}
        self._kinds = [one.kind for one in self._bearers.values()]
        self._at_once = _AT_ONCE.get(lane, AT_ONCE_MAX)
        self._abreast = _ABREAST.get(lane, 1)
        self._overdue: list[Thread] = []

    def turn(self) -> int:
        """Run what is due; how many tries were made. A fault of the database goes up."""
        errands.let_go_of_lost(self._engine, self._kinds)
        made = 0
        while made < self._at_once and self._is_free():
            begun = self._begin(min(self._abreast, self._at_once - made))
            if not begun:
                break
            for one in begun:
                self._see_to_its_end(one)
            made += len(begun)
        return made

    def _is_free(self) -> bool:
        self._overdue = [one for one in self._overdue if one.is_alive()]
        return len(self._overdue) < OVERDUE_MAX

    def _begin(self, most: int) -> list[Try]:
        """Begin so many tries at most, each on a thread of its own."""
        begun: list[Try] = []
        while len(begun) < most:
            taken = errands.take(self._engine, self._kinds)
            if taken is None:
                break
            one = Try(self._engine, self._bearers, taken)
            one.begin(self._name)
            begun.append(one)
        return begun

    def _see_to_its_end(self, one: Try) -> None:
        """Wait until a try is answered, or answer it as failed when it takes too long."""
        limit_s = one.taken.kind.terms.limit_s
        if one.is_answered_within(limit_s):
            if one.unanswered is not None:
                raise one.unanswered
            return
        self._overdue.append(one.thread)
        late = OutOfTime(f"it took longer than {limit_s:g} seconds")
        errands.answer_failed(self._engine, one.taken, errands.fault_of(late))


class Try:
    """One try: what is done, and then its answer, which is a command.

    `unanswered`: why it could not be answered; it is then as if its runner had gone.
    """

    def __init__(
        self, engine: Engine, bearers: dict[str, Bearer[Any, Any]], taken: Taken[Any, Any]
    ) -> None:
        self._engine, self.taken = engine, taken
        self._carry = bearers[taken.kind.name].carry
        self._answered = Event()
        self._began = monotonic()
        self.unanswered: Exception | None = None

    def begin(self, name: str) -> None:
        """Begin it on a thread of that name."""
        # A daemon: a try that never ends must not keep the process from its end.
        self.thread = Thread(target=self.run, name=name, daemon=True)
        self.thread.start()

    def is_answered_within(self, limit_s: float) -> bool:
        """Whether it is answered before so many seconds have gone by since it was made."""
        return self._answered.wait(max(0.0, self._began + limit_s - monotonic()))

    def run(self) -> None:
        """Carry it out, and answer."""
        try:
            self._answer()
        except Exception as fault:
            self.unanswered = fault
        finally:
            self._answered.set()

    def _answer(self) -> None:
        try:
            brought = self._carry(self.taken.given, self.taken.errand.id)
            errands.answer_done(self._engine, self.taken, brought)
        except Exception as fault:
            # Also when the world did its part and the answer was not taken: it is tried again.
            errands.answer_failed(self._engine, self.taken, errands.fault_of(fault))
