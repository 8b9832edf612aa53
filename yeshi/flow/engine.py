"""One command is one transaction; then its events, in order, each with its reactions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from yeshi.base.errors import Conflict, InvariantBroken
from yeshi.base.ids import make_id
from yeshi.base.limits import KEY_LENGTH_MAX
from yeshi.base.refused import Invalid, KeyReused, Refused
from yeshi.events.record import Event, Recorded
from yeshi.flow.ports import Answer, Clock, Payments, Store, Work
from yeshi.flow.terms import Terms
from yeshi.geo.travel import TravelTimes

TRIES_MAX = 20


@dataclass(slots=True, kw_only=True)
class Turn:
    """A command being carried out: its work, its moment, and what has happened in it."""

    work: Work
    now: datetime
    key: str
    terms: Terms
    happened: list[Event] = field(default_factory=list)
    named: int = 0

    def emit(self, *events: Event) -> None:
        """Say what happened."""
        self.happened.extend(events)

    def new_id(self, prefix: str) -> str:
        """A new id; a repeated command makes the same ones."""
        self.named += 1
        return make_id(prefix, self.key, self.named)


Act = Callable[[Turn], Answer]
React = Callable[[Turn, Event], None]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What flow does on an event, and which events may come of it."""

    name: str
    react: React
    emits: tuple[type[Event], ...] = ()


Table = Mapping[type[Event], tuple[Reaction, ...]]
Listener = Callable[[Sequence[Recorded]], None]


class Engine:
    """Carries out commands against a store, under a clock, on a city's terms."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        travel: TravelTimes,
        payments: Payments,
        terms: Terms,
        table: Table,
    ) -> None:
        self.store = store
        self.clock = clock
        self.travel = travel
        self.payments = payments
        self.terms = terms
        self._table = table
        never = datetime.max.replace(tzinfo=UTC)
        self._today = date.max, never, never
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Have `listener` called after each command of this engine with what it recorded."""
        self._listeners.append(listener)

    def perform(self, key: str, command: str, act: Act) -> Answer:
        """The answer of `act`; of an earlier command with this `key`, its answer and nothing else.

        Raises Conflict when the store kept refusing, InvariantBroken when a rule does not hold; in
        both cases nothing is changed.
        """
        if not 0 < len(key) <= KEY_LENGTH_MAX:
            return Refused(Invalid("key", f"1…{KEY_LENGTH_MAX}"))
        for attempt in range(TRIES_MAX):
            try:
                answer, recorded = self._try(key, command, act)
            except Conflict:
                if attempt == TRIES_MAX - 1:
                    raise
            else:
                if recorded:
                    for listener in self._listeners:
                        listener(recorded)
                return answer
        raise InvariantBroken("unreachable")

    def _try(self, key: str, command: str, act: Act) -> tuple[Answer, list[Recorded]]:
        now = self.clock.now()
        with self.store.begin() as work:
            earlier = work.commands.claim(key, command, now)
            if earlier is not None:
                same = earlier[0] == command
                return (earlier[1] if same else Refused(KeyReused(earlier[0]))), []
            turn = Turn(work=work, now=now, key=key, terms=self.terms)
            answer = act(turn)
            if isinstance(answer, Refused) and turn.happened:
                raise InvariantBroken(f"{command} was refused after it changed something: {answer}")
            self._react(turn)
            recorded = self._record(turn)
            work.commands.remember(key, answer)
        return answer, recorded

    def _record(self, turn: Turn) -> list[Recorded]:
        if not turn.happened:
            return []
        return turn.work.events.append(turn.happened, turn.now, self._day_of(turn.now))

    def _day_of(self, now: datetime) -> date:
        # One day has thousands of commands: its ends are reckoned once.
        day, begins, ends = self._today
        if not begins <= now < ends:
            calendar = self.terms.calendar
            day = calendar.business_day(now)
            self._today = day, calendar.day_begins(day), calendar.day_ends(day)
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
