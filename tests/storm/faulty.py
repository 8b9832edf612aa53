"""A store that fails: a process dies, the world is gone or a thing is at fault, at any operation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from yeshi.base.errors import Conflict, DatabaseUnreachable
from yeshi.flow.kept import kinds
from yeshi.flow.lease import Lease
from yeshi.flow.ports import Store, Work


class Died(BaseException):
    """The process ended here; nobody in it can do anything about that."""


class AtFault(Exception):
    """A thing that cannot be worked on, for once."""


KINDS: dict[str, type[BaseException]] = {
    "dies": Died,
    "gone": DatabaseUnreachable,
    "met": Conflict,
    "fails": AtFault,
}
# What may come when the work is kept already, and only the answer is lost.
AFTER_ALL = (Died, DatabaseUnreachable)


class FaultyStore:
    """A store whose next works fail as armed; `between` is done before one of them begins."""

    def __init__(self, inner: Store) -> None:
        self.inner = inner
        self.between: Callable[[], None] | None = None
        self.left_behind: list[str] = []
        self._before = 0
        self._fault: type[BaseException] | None = None
        self._operations = 0
        self._open = False

    def arm(self, fault: type[BaseException], operations: int) -> None:
        """Have the fault come at so many operations from now."""
        self._fault, self._operations = fault, operations

    def interrupt(self, begins: int, act: Callable[[], None]) -> None:
        """Have `act` done before so many works from now begin."""
        self.between, self._before = act, begins

    def disarm(self) -> None:
        """Fail no more."""
        self._fault = self.between = None

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """A piece of work that may fail at any operation."""
        self._let_others()
        if self._open:
            raise AssertionError("a work was begun within a work")
        if self._fault is None:
            with self.inner.begin() as work:
                self._open = True
                try:
                    yield work
                finally:
                    self._open = False
            return
        with self.inner.begin() as work:
            before = everything(work)
        self._open = True
        try:
            with self.inner.begin() as work:
                yield Counted(work, self.count)  # type: ignore[misc]
                self.count()
        except BaseException:
            self._look_for_what_stayed(before)
            raise
        finally:
            self._open = False
        if self._fault in AFTER_ALL:
            self.count()

    look = read = begin

    def lease(self, name: str) -> AbstractContextManager[Lease | None]:
        """As the inner store gives it."""
        return self.inner.lease(name)

    def count(self) -> None:
        """One operation more; at the last one the fault comes."""
        if self._fault is None:
            return
        self._operations -= 1
        if self._operations <= 0:
            fault, self._fault = self._fault, None
            raise fault("as armed")

    def _let_others(self) -> None:
        if self.between is None:
            return
        self._before -= 1
        if self._before <= 0:
            act, self.between = self.between, None
            act()

    def _look_for_what_stayed(self, before: dict[str, Any]) -> None:
        """Work that failed must have left nothing."""
        with self.inner.begin() as work:
            after = everything(work)
        self.left_behind += [name for name, kept in before.items() if after[name] != kept]


class Counted:
    """A work, or a part of it, of which each operation is counted before it is done."""

    def __init__(self, inner: Any, count: Callable[[], None]) -> None:
        self._inner, self._count = inner, count

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not callable(found):
            return Counted(found, self._count)

        def operation(*given: Any, **named: Any) -> Any:
            self._count()
            return found(*given, **named)

        return operation


def everything(work: Work) -> dict[str, Any]:
    """All that is kept, by the name of its kind."""
    kept: dict[str, Any] = {one.name: getattr(work, one.name).all() for one in kinds()}
    kept["balances"] = work.ledger.balances()
    kept["positions"] = work.couriers.positions()
    kept["last"] = work.events.last()
    return kept
