"""What is costly is made once for all who ask for the same, and the last ones are kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from time import monotonic

from yeshi.base.errors import TooBusy


class Once:
    """Gives what `make` makes of a key; who asks while it is made waits for it, and makes nothing.

    Up to `bytes_max` are kept; what was asked for longest ago is let go first. Beyond `waiting_max`
    who wait at a time others are refused with TooBusy: each of them holds a thread that pages need.
    """

    def __init__(self, bytes_max: int, waiting_max: int) -> None:
        self._bytes_max, self._waiting_max = bytes_max, waiting_max
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[bytes, float]] = OrderedDict()
        self._bytes = self._waiting = 0
        self._under_way: dict[Hashable, Future[bytes]] = {}

    def get(self, key: Hashable, make: Callable[[], bytes], fresh_s: float = float("inf")) -> bytes:
        """What the key stands for, made no longer ago than `fresh_s` real seconds."""
        with self._lock:
            known = self._kept.get(key)
            if known is not None and monotonic() - known[1] < fresh_s:
                self._kept.move_to_end(key)
                return known[0]
            if self._waiting >= self._waiting_max:
                raise TooBusy(f"{self._waiting} wait already")
            self._waiting += 1
            coming = self._under_way.get(key)
            ours = coming is None
            if coming is None:
                coming = self._under_way[key] = Future()
        try:
            return self._make(key, make, coming) if ours else coming.result()
        finally:
            with self._lock:
                self._waiting -= 1

    def _make(self, key: Hashable, make: Callable[[], bytes], coming: Future[bytes]) -> bytes:
        try:
            made = make()
        except BaseException as fault:
            with self._lock:
                del self._under_way[key]
            coming.set_exception(fault)
            raise
        with self._lock:
            del self._under_way[key]
            self._keep(key, made)
        coming.set_result(made)
        return made

    def _keep(self, key: Hashable, made: bytes) -> None:
        before, _ = self._kept.pop(key, (b"", 0.0))
        self._kept[key] = made, monotonic()
        self._bytes += len(made) - len(before)
        while self._bytes > self._bytes_max and self._kept:
            _, (gone, _) = self._kept.popitem(last=False)
            self._bytes -= len(gone)
