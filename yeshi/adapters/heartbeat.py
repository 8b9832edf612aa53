"""Work that is done again and again in a thread, by one process at a time."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

from yeshi.base.errors import OperatingError
from yeshi.flow.ports import Store

RETRY_S = 1.0


class Heartbeat:
    """Does `act` every `every_s` real seconds while this process holds the lease `name`.

    When the world fails (no database), it says so once and tries again each second. Any other
    exception is a broken rule: it goes to `broken`, and this heart stops.
    """

    def __init__(
        self,
        store: Store,
        name: str,
        every_s: float,
        act: Callable[[], None],
        broken: Callable[[BaseException], None],
        first: Callable[[], None] | None = None,
    ) -> None:
        self._store = store
        self._name = name
        self._every_s = every_s
        self._act = act
        self._first = first
        self._broken = broken
        self._stop = Event()
        self._failing = False
        self._thread = Thread(target=self._live, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the beat under way."""
        self._stop.set()
        self._thread.join(timeout=10)

    def _live(self) -> None:
        while not self._stop.is_set():
            try:
                with self._store.lease(self._name) as ours:
                    if ours:
                        self._beat()
            except OperatingError as fault:
                if not self._failing:
                    print(f"yeshi: {self._name}: {fault}; trying again", flush=True)
                self._failing = True
            except BaseException as fault:
                self._broken(fault)
                return
            self._stop.wait(RETRY_S)

    def _beat(self) -> None:
        if self._first is not None:
            self._first()
        while not self._stop.is_set():
            self._act()
            self._failing = False
            self._stop.wait(self._every_s)
