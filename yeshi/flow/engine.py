"""One command is one transaction; then its events, in order, each with its reactions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Self

from yeshi.base.errors import Conflict, DatabaseUnreachable, EntriesRefused, InvariantBroken
from yeshi.base.ids import digest_of, make_id
from yeshi.base.limits import KEY_LENGTH_MAX
from yeshi.base.refused import Invalid, KeyReused, Refused
from yeshi.events.record import Event, Recorded
from yeshi.flow.in_force import InForce
from yeshi.flow.ports import Answer, Clock, Glance, Payments, Remembered, Store, Work, together
from yeshi.flow.terms import Terms
from yeshi.geo.travel import TravelTimes
from yeshi.people.actor import CLOCK, Actor

TRIES_MAX = 20
# What these lock, others wait for.
TOGETHER_MAX = 32


# What a new thing is called: a prefix, the key of the command that makes it, and its number in it.
Naming = Callable[[str, str, int], str]


@dataclass(slots=True, kw_only=True)
class Turn:
    """A command being carried out: its work, its moment, who acts, and what has happened in it."""

    work: Work
    now: datetime
    key: str
    in_force: InForce
    by: Actor = CLOCK
    naming: Naming = make_id
    happened: list[Event] = field(default_factory=list)
    named: int = 0

    @property
    def terms(self) -> Terms:
        """The terms in force at the command's moment."""
        return self.in_force.at(self.now)

    def emit(self, *events: Event) -> None:
        """Say what happened."""
        self.happened.extend(events)

    def new_id(self, prefix: str) -> str:
        """A new id."""
        self.named += 1
        return self.naming(prefix, self.key, self.named)


Act = Callable[[Turn], Answer]
# What a command will look at, told after what it told before has been read.
Look = Callable[[Work], Glance]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What is asked of the engine by an actor, under an idempotency key.

    `asked`: a digest of all that was asked, so that the key stands for nothing else. `looks`, if
    any, tell step by step what it will read: read ahead, and together with what other commands
    read, it costs a fraction. What is read and was not told is right all the same.
    """

    key: str
    name: str
    act: Act
    looks: tuple[Look, ...] = ()
    by: Actor = CLOCK
    asked: str = ""


React = Callable[[Turn, Event], None]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What flow does on an event, and which events may come of it."""

    name: str
    react: React
    emits: tuple[type[Event], ...] = ()


Table = Mapping[type[Event], tuple[Reaction, ...]]
# Told of a command's key and what it recorded.
Listener = Callable[[str, Sequence[Recorded]], None]
_Happened = tuple[str, list[Recorded]]
Gathering = Callable[[Command], Answer]


class Engine:
    """Carries out commands of an actor against a store, under a clock, on a city's terms.

    `naming`: what new things are called. By default after the key of their command, so that a seed
    plays the same night again; who lets strangers choose keys has them named at random.
    """

    def __init__(
        self, store: Store, clock: Clock, travel: TravelTimes, payments: Payments,
        terms: Terms | InForce, table: Table, naming: Naming = make_id,
    ) -> None:  # fmt: skip
        self.store = store
        self.clock = clock
        self.travel = travel
        self.payments = payments
        self.in_force = terms if isinstance(terms, InForce) else InForce.alone(terms)
        self.actor = CLOCK
        self._table, self._naming = table, naming
        never = datetime.max.replace(tzinfo=UTC)
        # Shared by all who act: the day's date and its ends.
        self._today = [(date.max, never, never)]
        self._listeners: list[Listener] = []
        self._gathering: Gathering | None = None
        self._unhurried: Gathering | None = None

    @property
    def terms(self) -> Terms:
        """The terms in force now."""
        return self.in_force.at(self.clock.now())

    def acting(self, actor: Actor) -> Self:
        """The same engine, on which that one acts."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.actor = actor
        return other

    def listen(self, listener: Listener) -> None:
        """Have `listener` called after each command that recorded something."""
        self._listeners.append(listener)

    def gather(self, gathering: Gathering, unhurried: Gathering | None = None) -> None:
        """Have commands that tell what they read carried out together with those of others; by
        `unhurried` those for which nobody waits."""
        self._gathering, self._unhurried = gathering, unhurried or gathering

    def perform(
        self, key: str, command: str, act: Act, looks: tuple[Look, ...] = (),
        asked: tuple[object, ...] = (), shared: bool = False, unhurried: bool = False,
    ) -> Answer:  # fmt: skip
        """The answer of `act`; of an earlier command with this `key`, its answer and nothing else.

        A key is the actor's alone, and stands for what was first `asked` with it; a `shared` one,
        which no stranger can choose, is that of all who ask for the same. An `unhurried` one may
        wait a moment for others. Raises Conflict when the store kept refusing, InvariantBroken when
        a rule does not hold; then nothing is changed.
        """
        if not 0 < len(key) <= KEY_LENGTH_MAX:
            return Refused(Invalid("key", f"1…{KEY_LENGTH_MAX}"))
        digest, by = digest_of(asked), self.actor
        own = key if shared else by.own(key, digest)
        given = Command(key=own, name=command, act=act, looks=looks, by=by, asked=digest)
        gathering = self._unhurried if unhurried else self._gathering
        if looks and gathering is not None:
            return gathering(given)
        return self._alone(given)

    def perform_all(self, commands: Sequence[Command]) -> list[Answer | Exception]:
        """As `perform_together`, however many there are: so many at a time that none waits long."""
        return [
            outcome
            for first in range(0, len(commands), TOGETHER_MAX)
            for outcome in self.perform_together(commands[first : first + TOGETHER_MAX])
        ]

    def perform_together(self, commands: Sequence[Command]) -> list[Answer | Exception]:
        """For each command its answer, or its fault, as if each had been performed alone.

        They are carried out one after the other in one piece of work. When that cannot be kept,
        nothing of it is, and each is performed alone: one does not take the others down.
        """
        try:
            answers, recorded = self._try(commands)
        except (DatabaseUnreachable, EntriesRefused) as fault:
            return [fault for _ in commands]
        except Conflict:
            pass
        except Exception:
            if len(commands) == 1:
                raise
        else:
            self._tell(recorded)
            return [*answers]
        return [self._outcome(command) for command in commands]

    def _outcome(self, command: Command) -> Answer | Exception:
        try:
            return self._alone(command)
        except Exception as fault:
            return fault

    def _alone(self, command: Command) -> Answer:
        for attempt in range(TRIES_MAX):
            try:
                (answer,), recorded = self._try([command])
            except Conflict:
                if attempt == TRIES_MAX - 1:
                    raise
            except InvariantBroken:
                # Whoever came at once with the same key was first, and has added what both would.
                earlier = self._answered(command)
                if earlier is None:
                    raise
                return earlier
            else:
                self._tell(recorded)
                return answer
        raise InvariantBroken("unreachable")

    def _answered(self, command: Command) -> Answer | None:
        """What a command of that key was answered, None where there was none."""
        with self.store.look() as work:
            earlier = work.commands.claim(
                command.key, command.name, self.clock.now(), command.asked
            )
        return _as_before(command, earlier) if earlier else None

    def _tell(self, recorded: Sequence[_Happened]) -> None:
        for key, happened in recorded:
            if happened:
                for listener in self._listeners:
                    listener(key, happened)

    def _try(self, commands: Sequence[Command]) -> tuple[list[Answer], list[_Happened]]:
        now = self.clock.now()
        recorded: list[_Happened] = []
        with self.store.begin() as work:
            _look(work, commands)
            answers = [self._carry_out(work, now, command, recorded) for command in commands]
        return answers, recorded

    def _carry_out(
        self, work: Work, now: datetime, command: Command, recorded: list[_Happened]
    ) -> Answer:
        earlier = work.commands.claim(command.key, command.name, now, command.asked)
        if earlier is not None:
            return _as_before(command, earlier)
        turn = Turn(
            work=work, now=now, key=command.key, in_force=self.in_force, by=command.by,
            naming=self._naming,
        )  # fmt: skip
        answer = command.act(turn)
        if isinstance(answer, Refused) and turn.happened:
            raise InvariantBroken(
                f"{command.name} was refused after it changed something: {answer}"
            )
        self._react(turn)
        recorded.append((command.key, self._record(turn)))
        work.commands.remember(command.key, answer)
        return answer

    def _record(self, turn: Turn) -> list[Recorded]:
        if not turn.happened:
            return []
        day = self._day_of(turn.now)
        return turn.work.events.append(turn.happened, turn.now, day, turn.by.name)

    def _day_of(self, now: datetime) -> date:
        # One day has thousands of commands: its ends are reckoned once.
        ((day, begins, ends),) = self._today
        if not begins <= now < ends:
            calendar = self.terms.calendar
            day = calendar.business_day(now)
            self._today[0] = day, calendar.day_begins(day), calendar.day_ends(day)
        return day

    def _react(self, turn: Turn) -> None:
        # Reactions may emit: the list grows while it is walked, so causes come before effects.
        for event in turn.happened:
            for reaction in self._table.get(type(event), ()):
                before = len(turn.happened)
                reaction.react(turn, event)
                for emitted in turn.happened[before:]:
                    if type(emitted) not in reaction.emits:
                        raise InvariantBroken(f"{reaction.name} may not emit {emitted.kind}")


def _look(work: Work, commands: Sequence[Command]) -> None:
    """Read, step by step, what the commands will look at; the answers to their keys first."""
    keys = [command.key for command in commands]
    for step in range(max((len(command.looks) for command in commands), default=0) or 1):
        wanted = [command.looks[step](work) for command in commands if step < len(command.looks)]
        work.fetch(together([*wanted, Glance(commands=keys)] if step == 0 else wanted))


def _as_before(command: Command, earlier: Remembered) -> Answer:
    """What the key was answered; a refusal where that was another command, or of something else."""
    same = (earlier.command, earlier.asked) == (command.name, command.asked)
    return earlier.answer if same else Refused(KeyReused(earlier.command))
