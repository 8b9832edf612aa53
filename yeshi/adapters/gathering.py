"""Commands that come at the same time are carried out together: one way to the store for all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from threading import Event, Lock
from time import monotonic

from yeshi.base.errors import WorkerGone
from yeshi.flow.engine import TOGETHER_MAX, Command
from yeshi.flow.lease import acting
from yeshi.flow.ports import Answer

Together = Callable[[Sequence[Command]], list[Answer | Exception]]
AT_ONCE = 1
# So long a work that follows on one of many waits at most for as many to come again: what a work
# costs whoever is in it, it costs once.
MOMENT_S = 0.003
# So long after one of the works for which nobody waits follows the next: no page is slower by it.
UNHURRIED_S = 0.1
UNHURRIED_MAX = 128


class _Waiting:
    """A command that waits for its outcome, or for its turn to carry out what has gathered."""

    __slots__ = ("_asleep", "command", "outcome")

    def __init__(self, command: Command) -> None:
        self.command = command
        self.outcome: Answer | Exception | None = None
        # Held until it is woken, which happens once: an Event would cost several times as much.
        self._asleep = Lock()
        self._asleep.acquire()

    def wait(self) -> None:
        self._asleep.acquire()

    def wake(self) -> None:
        self._asleep.release()


class Gathering:
    """Carries out commands together with whatever has come in meanwhile.

    Who comes first carries out their own command at once. Who comes while `at_once` pieces of work
    are under way waits; the next piece takes up to `at_most` of those who wait, one of whom carries
    it out, on their own thread. At rest each command is alone; under load they share a commit: a
    work that begins within a moment of the end of one of many waits, at most for that moment, until
    as many are here again, for those who were answered may well ask on. One for the `unhurried`
    waits that moment out, unless it is full: so many at most are there a second, however few come.
    """

    def __init__(
        self,
        together: Together,
        at_most: int = TOGETHER_MAX,
        at_once: int = AT_ONCE,
        moment_s: float = MOMENT_S,
        unhurried: bool = False,
    ) -> None:
        self._together, self._at_most, self._moment_s = together, at_most, moment_s
        self._free = at_once
        self._unhurried = unhurried
        self._queue: deque[_Waiting] = deque()
        self._alone = Lock()
        # How many the last work carried out, when it ended, and whether as many are here again.
        self._lately, self._ended_at = 1, float("-inf")
        self._all_here = Event()

    def __call__(self, command: Command) -> Answer:
        """The command's answer; raises its fault."""
        ours = _Waiting(command)
        if acting() is not None:
            # What is done under a lease is kept under it, and nothing else with it.
            return self._outcome(command.name, self._together([command])[0])
        with self._alone:
            leads = self._free > 0
            if leads:
                self._free -= 1
            else:
                self._queue.append(ours)
                if len(self._queue) + 1 >= self._awaited():
                    self._all_here.set()
        if not leads:
            ours.wait()
        if ours.outcome is None:
            self._lead(ours)
        return self._outcome(command.name, ours.outcome)

    def _outcome(self, name: str, outcome: Answer | Exception | None) -> Answer:
        if isinstance(outcome, Exception):
            raise outcome
        if outcome is None:
            raise WorkerGone(f"{name} was let go")
        return outcome

    def _lead(self, ours: _Waiting) -> None:
        self._let_them_come()
        gathered = [ours]
        with self._alone:
            while self._queue and len(gathered) < self._at_most:
                gathered.append(self._queue.popleft())
        outcomes: list[Answer | Exception] = [WorkerGone("the work was cut off") for _ in gathered]
        try:
            outcomes = self._together([one.command for one in gathered])
        except Exception as fault:
            outcomes = [fault for _ in gathered]
        finally:
            # Whatever comes of it, all have their outcome, and the next one who waits goes on.
            with self._alone:
                self._lately, self._ended_at = len(gathered), monotonic()
                follower = self._queue.popleft() if self._queue else None
                if follower is None:
                    self._free += 1
            if follower is not None:
                follower.wake()
            for one, outcome in zip(gathered, outcomes, strict=True):
                one.outcome = outcome
                if one is not ours:
                    one.wake()

    def _awaited(self) -> int:
        return self._at_most if self._unhurried else self._lately

    def _let_them_come(self) -> None:
        """Wait until as many are here as are awaited, if the last work ended just now."""
        with self._alone:
            waits_until = self._ended_at + self._moment_s
            few = len(self._queue) + 1 < self._awaited()
            left_s = waits_until - monotonic() if few else 0.0
            self._all_here.clear()
        if left_s > 0:
            self._all_here.wait(left_s)


def unhurried(together: Together) -> Gathering:
    """One for commands for which nobody waits."""
    return Gathering(together, UNHURRIED_MAX, moment_s=UNHURRIED_S, unhurried=True)
