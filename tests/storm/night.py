"""A night: a script is played with its faults, then all goes well until every order has ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from random import Random

from tests.storm import ending, outside, through_provider
from tests.storm.city import build
from tests.storm.faulty import KINDS, AtFault, Died, FaultyStore
from tests.storm.invoices_ending import LastOfInvoices
from tests.storm.people import TAPS
from tests.storm.process import Process
from tests.storm.script import Action, Script, draw_script
from tests.storm.tapping import Act, Tap
from tests.storm.visiting import open_shop
from tests.storm.watch import Watch
from yeshi.base.errors import Conflict, DatabaseUnreachable
from yeshi.base.faults import kind_of, place_of
from yeshi.flow import errands
from yeshi.flow.checks.broken import BrokenRule
from yeshi.flow.engine import Command, Engine
from yeshi.flow.ports import Answer

ARMED = (DatabaseUnreachable, Conflict, AtFault)


@dataclass(frozen=True, slots=True)
class Failure:
    """What a night found: of which kind, in words, and after which action (None: in the end)."""

    kind: str
    told: str
    action: int | None

    def __str__(self) -> str:
        return f"{self.kind} after action {self.action}: {self.told}"


class Found(Exception):
    """A night ends with its first failure."""

    def __init__(self, kind: str, told: str) -> None:
        self.kind, self.told = kind, told
        super().__init__(f"{kind}: {told}")


class Gathered(Exception):
    """The command waits, to be carried out together with others."""


class Night:
    """A city under a script, with two processes that know nothing of each other."""

    def __init__(self, seed: int) -> None:
        self.city = build(seed)
        # With a chance of its own, as what else there is stays as it was.
        open_shop(self.city.engine(self.city.store), Random(f"shop:{seed}"))
        self.store = FaultyStore(self.city.store)
        self.processes = [Process(self.city, self.store) for _ in range(2)]
        self.watch = Watch(self.city.engine(self.city.store))
        self._answers: dict[str, Answer] = {}
        self._later: list[tuple[int, Callable[[], None]]] = []
        self._day_after: list[Callable[[], None]] = []
        self._steps = 0

    def step(self, action: Action) -> None:
        """Let time pass, and do the action with what goes wrong in it."""
        clock = self.city.clock
        clock.put(clock.now() + timedelta(seconds=action.wait_s))
        self._steps += 1
        due = [act for at, act in self._later if at <= self._steps]
        self._later = [one for one in self._later if one[0] > self._steps]
        for act in due:
            act()
        self._do(action)
        self.store.disarm()
        self.look()
        if action.verb in ("tick", "jump"):
            report(self.watch.look_at_promises())

    def look(self) -> None:
        """Found, when a rule does not hold or a fault came that nobody armed."""
        for process in self.processes:
            for fault in process.aside.unexpected:
                raise fault
        for name in self.store.left_behind:
            raise Found("undone", f"{name} are not as before a work that failed")
        report(self.watch.look())

    def finish(self) -> None:
        """Let all go well until every order has ended; Found, when something never does."""
        self._later = []
        process = self.processes[0]
        process.begin_anew()
        ending.bring_all_home(self.city, process)
        for act in self._day_after:
            act()
        self.look()
        report(self.watch.unended())
        with self.city.store.begin() as work:
            report(list(through_provider.disagreeing(self.city, work)))
        last = LastOfInvoices(self.city, process.engine, self.watch.invoices)
        for ask in (last.ask, last.ask_too_late):
            report(list(ask()))
            self.look()
        report(self.watch.look_at_all())
        report(self.watch.look_at_invoices(self.city))

    def told(self) -> str:
        """A digest of all that happened and of the books: two nights are one if it is."""
        digest = blake2b(digest_size=8)
        with self.city.store.begin() as work:
            for one in work.events.after(0, 1_000_000):
                digest.update(repr(one).encode())
            digest.update(repr(work.ledger.balances()).encode())
        return digest.hexdigest()

    def _do(self, action: Action) -> None:
        number, process = action.number, self.processes[action.draws[7] >= 800]
        other = self.processes[action.draws[7] < 800]
        act, fate = self._resolve(action, process), action.fate
        if fate is None:
            act(process)
        elif fate.kind == "twice":
            act(process)
            act(other)
        elif fate.kind == "again":
            act(process)
            self._put_off(fate.at, lambda: act(other))
        elif fate.kind == "late":
            self._put_off(fate.at, lambda: act(process))
        elif fate.kind == "between":
            self._interrupt(process, fate.at, lambda: self._meet(fate.others, other))
            act(process)
        elif fate.kind == "together":
            self._together(
                process,
                [
                    act,
                    *(self._resolve(one, process, f"t{at}") for at, one in enumerate(fate.others)),
                ],
            )
        elif fate.kind in KINDS:
            self.store.arm(KINDS[fate.kind], fate.at)
            self._suffer(process, lambda: act(process))
            # Half of those who got no answer ask again, under the same key.
            if number % 2:
                self._put_off(3, lambda: act(other))

    def _interrupt(self, process: Process, at: int, act: Callable[[], None]) -> None:
        if at:
            self.store.interrupt(at, act)
        else:
            process.aside.meanwhile = act

    def _meet(self, actions: Sequence[Action], process: Process) -> None:
        for number, action in enumerate(actions):
            self._resolve(action, process, f"b{number}")(process)

    def _together(self, process: Process, acts: Sequence[Callable[[Process], None]]) -> None:
        """Have commands that tell what they read carried out in one work, as threads do at once."""
        commands: list[Command] = []

        def keep(command: Command) -> Answer:
            commands.append(command)
            raise Gathered

        engine = process.engine
        engine.gather(keep)
        for act in acts:
            with suppress(Gathered):
                act(process)
        # From now on whoever comes alone is gathered too.
        engine.gather(lambda command: _given(engine.perform_together([command])[0]))
        for command, given in zip(commands, process.engine.perform_together(commands), strict=True):
            self._answered(command.key, _given(given), None)

    def _suffer(self, process: Process, act: Callable[[], None]) -> None:
        try:
            act()
        except Died:
            process.begin_anew()
        except ARMED:
            return

    def _put_off(self, steps: int | None, act: Callable[[], None]) -> None:
        if steps is None:
            self._day_after.append(act)
        else:
            self._later.append((self._steps + steps, act))

    def _resolve(
        self, action: Action, process: Process, part: str = ""
    ) -> Callable[[Process], None]:
        """What the action comes to now; it may be done later, and more than once."""
        verb, draws = action.verb, action.draws
        if verb in TAPS:
            with self.city.store.begin() as work:
                act = TAPS[verb](self.city, work, draws)
            return lambda by: None if act is None else self._tap(by, f"s{action.number}{part}", act)
        return {
            "tick": _tick,
            "clock": Process.turn,
            "dispatch": lambda by: by.dispatch(draws[0]),
            "restart": Process.begin_anew,
            "forget": Process.forget,
            "jump": _tick,
            "world": lambda by: outside.carry(by.engine, draws, self._put_off),
            "let_go": lambda by: _let_go(by.engine),
            "ask_provider": lambda by: through_provider.carry(
                self.city, by.engine, draws, self._put_off
            ),
        }[verb]

    def _tap(self, process: Process, key: str, act: Act) -> None:
        def say(part: str, tap: Tap) -> Answer:
            whole = f"{key}:{part}"
            last = self._last()
            given = tap(process.engine, whole)
            self._answered(whole, given, last)
            return given

        act(say)

    def _answered(self, key: str, given: Answer, last: int | None) -> None:
        """Found, when a command that was answered is answered otherwise, or did something more."""
        known = self._answers.get(key)
        if known is not None and (given != known or last not in (None, self._last())):
            raise Found("repeated", f"{key}: {known}, and then {given}")
        self._answers[key] = given

    def _last(self) -> int:
        with self.city.store.begin() as work:
            last = work.events.last()
        return last.seq if last else 0


def _given(outcome: Answer | Exception) -> Answer:
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _let_go(engine: Engine) -> None:
    """Take the tries under way for lost, as whoever has the leases anew does."""
    outside.let_go(engine)
    errands.let_go_of_lost(engine, through_provider.ASKED_OF_PROVIDERS)


def _tick(process: Process) -> None:
    process.turn()
    process.dispatch()


def report(broken: Sequence[BrokenRule]) -> None:
    """Found, when there is any."""
    if broken:
        raise Found(broken[0].rule, "; ".join(str(one) for one in broken[:4]))


def play(seed: int, script: Script | None = None) -> Failure | None:
    """What the night of the seed finds, under its own script or a part of it; None: nothing."""
    return played(seed, script)[0]


def played(seed: int, script: Script | None = None) -> tuple[Failure | None, Night]:
    """The same, with the night as it was left."""
    night, at = Night(seed), None
    try:
        for action in draw_script(seed) if script is None else script:
            at = action.number
            night.step(action)
        at = None
        night.finish()
    except Found as found:
        return Failure(found.kind, found.told, at), night
    except Exception as fault:
        kind = f"{kind_of(fault)} at {place_of(fault)}"
        return Failure(kind, str(fault), at), night
    return None, night
