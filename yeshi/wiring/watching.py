"""What an operator is shown of a city under way: whether it is ready, and how things stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic

from yeshi.adapters.columns.progress import progress
from yeshi.adapters.heartbeat import Heartbeat
from yeshi.adapters.postgres.operating import Lookout
from yeshi.adapters.postgres.presence import Process
from yeshi.adapters.postgres.relay import Relay
from yeshi.adapters.sheets import SheetFolder
from yeshi.adapters.watch.metrics import Level
from yeshi.base.errors import OperatingError
from yeshi.flow import errands
from yeshi.flow.aside import Aside
from yeshi.flow.engine import Engine
from yeshi.web.frame.broadcast import Broadcast
from yeshi.web.frame.desk import Readiness

# Real seconds that the columns may be behind the record before the city is called not ready.
LAG_S_MAX = 900.0
# Whoever asks again within so many real seconds is told the same.
SAME_S = 0.5


@dataclass(kw_only=True)
class Watching:
    """Looks at a city's parts; any thread may ask. Loops are added as the city is put together.

    `relay`: what tells this process's pages of news, where it has any. `leases`: those that some
    process holds in a city that works; `process`: the id of this one.
    """

    engine: Engine
    lookout: Lookout
    columns: Path
    sheets: SheetFolder
    broadcast: Broadcast
    speed: float
    relay: Relay | None = None
    leases: Callable[[], Sequence[str]] = tuple
    process: str = ""
    loops: list[Heartbeat] = field(default_factory=list)
    asides: list[Callable[[], Sequence[Aside]]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _looked: tuple[float, tuple[Readiness, ...]] = (float("-inf"), ())

    def parts(self) -> tuple[Readiness, ...]:
        """Each part that a city needs to serve, with what is wrong with it, "" where nothing is."""
        with self._lock:
            at, known = self._looked
            if monotonic() - at >= SAME_S:
                known = tuple(self._look())
                self._looked = monotonic(), known
            return known

    def set_aside(self) -> tuple[Aside, ...]:
        """What cannot be done at present, by any process; by this one alone without a database."""
        ours = [aside for one in self.asides for aside in one()]
        with suppress(OperatingError):
            for process in self.lookout.processes():
                if process.lives and process.id != self.process:
                    ours.extend(process.told.asides)
        return tuple(ours)

    def levels(self) -> Iterator[Level]:
        """How things stand in this process and, where it answers, in the database."""
        yield from self._of_process()
        try:
            lags, waiting = self._lags(), errands.counts(self.engine)
            processes = self.lookout.processes()
        except OperatingError:
            up = 0.0
        else:
            up = 1.0
            yield from _of_all(processes)
            says = "Errands, by how they stand."
            for state, number in waiting.items():
                labels = {"state": state.value}
                yield Level(name="yeshi_errands", says=says, value=number, labels=labels)
            yield from _of_readers(lags)
        yield Level(name="yeshi_database_up", says="1 while the database answers.", value=up)

    def _of_process(self) -> Iterator[Level]:
        says = "Connections of this process to the database."
        for state, number in self.lookout.pool().items():
            labels = {"state": state}
            yield Level(name="yeshi_pool_connections", says=says, value=number, labels=labels)
        says = "1 while this process holds the lease of a loop."
        for loop in self.loops:
            held, labels = float(loop.holds), {"lease": loop.name}
            yield Level(name="yeshi_lease_held", says=says, value=held, labels=labels)
        says = "Real seconds since a sheet was prepared."
        for sheet, age_s in self.sheets.ages().items():
            yield Level(
                name="yeshi_sheet_age_seconds", says=says, value=age_s, labels={"sheet": sheet}
            )
        says = "Things that this process has set aside."
        yield Level(name="yeshi_set_aside", says=says, value=sum(len(one()) for one in self.asides))
        says = "Pages that hear of news at present."
        yield Level(name="yeshi_live_streams", says=says, value=len(self.broadcast))

    def _look(self) -> Iterator[Readiness]:
        names = list(dict.fromkeys([*(loop.name for loop in self.loops), *self.leases()]))
        try:
            differs, held, lags = self.lookout.differing(), self.lookout.held(names), self._lags()
        except OperatingError:
            yield Readiness("database", "it does not answer")
            return
        yield Readiness("database", "")
        yield Readiness("migrations", f"it differs from this code by {differs}" if differs else "")
        for name in names:
            yield Readiness(f"loop {name}", "" if name in held else "no process holds its lease")
        _, behind_s = lags.get("columns", (0, 0.0))
        late = f"its last {behind_s:.0f} s are not read yet" if behind_s > LAG_S_MAX else ""
        yield Readiness("record", late)

    def _lags(self) -> dict[str, tuple[int, float]]:
        """Events and real seconds that each reader is behind, but for who has read nothing yet."""
        # Asked before what the last one is, so that nobody is ahead of it.
        read = {"columns": progress(self.columns)}
        if self.relay is not None:
            read["relay"] = self.relay.progress()
        with self.engine.store.read() as work:
            last = work.events.last()
        lags = {}
        for reader, found in read.items():
            if found is None or last is None:
                continue
            through, told_at = found
            behind_s = (last.at - told_at).total_seconds() / self.speed
            unread = max(0, last.seq - through)
            lags[reader] = unread, max(0.0, behind_s) if unread else 0.0
        return lags


def _of_readers(lags: Mapping[str, tuple[int, float]]) -> Iterator[Level]:
    """How far each reader of the record is behind."""
    for name, (events, behind_s) in lags.items():
        reader = {"reader": name}
        says = "Events that a reader of the record has not read."
        yield Level(name="yeshi_record_lag_events", says=says, value=events, labels=reader)
        says = "Real seconds of the record that a reader has not read."
        yield Level(name="yeshi_record_lag_seconds", says=says, value=behind_s, labels=reader)


def _of_all(processes: Iterable[Process]) -> Iterator[Level]:
    """Figures of all processes of the city, from what they told."""
    for one in processes:
        labels = {"process": one.id, "parts": " ".join(one.parts)}
        says = "Real seconds since a process of the city told of itself."
        yield Level(name="yeshi_process_seen_seconds", says=says, value=one.seen_s, labels=labels)
        for loop in one.told.loops if one.lives else ():
            if loop.holds:
                says = "Real seconds that the last beat of a loop took, where it works."
                beat = {"lease": loop.name, "process": one.id}
                yield Level(name="yeshi_beat_seconds", says=says, value=loop.took_s, labels=beat)
