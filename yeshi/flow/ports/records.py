"""What flow asks of every kind of record, and of those that belong to another thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Records(Protocol[T]):
    """Things by id. `lock` also keeps others from changing the thing until the end of the work.

    `must` and `must_lock` are for what has to be there: InvariantBroken names what is not.
    """

    def get(self, id_: str) -> T | None: ...
    def lock(self, id_: str) -> T | None: ...
    def must(self, id_: str) -> T: ...
    def must_lock(self, id_: str) -> T: ...
    def get_many(self, ids: Sequence[str]) -> dict[str, T]: ...
    def all(self) -> list[T]: ...

    def some_after(self, id_: str, limit: int) -> list[T]:
        """So many by id, from the one on that follows this id; "" for the first."""
        ...

    def add(self, thing: T) -> None: ...
    def put(self, thing: T) -> None: ...

    def let_go(self, ids: Sequence[str]) -> None:
        """Keep these no more; nothing may refer to them."""
        ...


class Listed(Records[T], Protocol[T]):
    """Things with names that there are from a moment on, until they end."""

    def sought(self, text: str, ended: bool, start: int, limit: int) -> list[T]:
        """So many of those whose id or name has the text in it, by id, from the `start`th on.

        `ended`: those that have ended, else those that there are.
        """
        ...


class Grouped(Records[T], Protocol[T]):
    """Things that belong to another: to a programme, or to an accord."""

    def of(self, owner: str) -> list[T]:
        """Those of that programme or accord, by id."""
        ...
