"""Work that is done again and again in a thread, by one process at a time, whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from time import perf_counter

from yeshi.base.errors import OperatingError
from yeshi.flow.aside import SetAside
from yeshi.flow.lease import Lease, acting_under
from yeshi.flow.ports import Store

# How often it is looked whether the lease of another has come free.
LOOK_S = 0.5
RETRY_S = 1.0
RETRY_S_MAX = 60.0


class Heartbeat:
    """Does `act` every `every_s` real seconds while this process holds the lease `name`.

    Only `stop` ends it; `every_s` may be asked anew after each beat. When the world fails (no
    database), it says so once and tries again each second. Any other fault is set aside under its
    name, and it waits twice as long after each, to a minute. `first` is done before the first beat,
    and before the first one after a fault. `holds` tells whether this process has the lease,
    `took_s` how long the last beat took; any thread may look.
    """

    def __init__(
        self,
        store: Store,
        name: str,
        every_s: float | Callable[[], float],
        act: Callable[[], None],
        aside: SetAside,
        first: Callable[[], None] | None = None,
        waiting: Callable[[str, Exception], None] = lambda _, __: None,
        holding: Callable[[str, bool], None] = lambda _, __: None,
    ) -> None:
        """`waiting` is told the loop's name and the fault when the world begins to fail; `holding`
        its name and whether it has the lease, when that changes.
        """
        self._store = store
        self.name = name
        self.holds = False
        self.took_s = 0.0
        self._every_s = every_s if callable(every_s) else lambda: every_s
        self._act = act
        self._first = first
        self._aside = aside
        self._waiting = waiting
        self._holding = holding
        self._stop = Event()
        self._failing = False
        self._wait_s = RETRY_S
        self._thread = Thread(target=self._live, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Begin no other beat; what fails from now on is nobody's concern."""
        self._stop.set()

    def join(self, within_s: float) -> bool:
        """Wait for the beat under way, no longer than that; whether it is over."""
        if self._thread.is_alive():
            self._thread.join(timeout=within_s)
        return not self._thread.is_alive()

    def _live(self) -> None:
        while not self._stop.is_set():
            wait_s = LOOK_S
            try:
                with self._store.lease(self.name) as lease:
                    if lease is not None:
                        self._beat(lease)
            except OperatingError as fault:
                if not self._failing and not self._stop.is_set():
                    self._waiting(self.name, fault)
                self._failing, wait_s = True, RETRY_S
            except Exception as fault:
                if self._stop.is_set():
                    return
                self._aside.note(self.name, "", fault)
                wait_s, self._wait_s = self._wait_s, min(RETRY_S_MAX, self._wait_s * 2)
            self._stop.wait(wait_s)

    def _beat(self, lease: Lease) -> None:
        self.holds = True
        self._holding(self.name, True)
        try:
            with acting_under(lease):
                self._beat_on(lease)
        finally:
            self.holds = False
            self._holding(self.name, False)

    def _beat_on(self, lease: Lease) -> None:
        if self._first is not None:
            self._first()
        # A lease ends with its connection: whoever has it then must be alone.
        while not self._stop.is_set() and lease.held():
            begun = perf_counter()
            self._act()
            self.took_s = perf_counter() - begun
            self._failing, self._wait_s = False, RETRY_S
            self._aside.clear(self.name, "")
            self._stop.wait(self._every_s())
