"""Things by id, with indexes, and a log by which unfinished work is undone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

from yeshi.base.errors import InvariantBroken
from yeshi.base.sure import there

T = TypeVar("T")
Undo = list[Callable[[], None]]
Key = Callable[[Any], Hashable | None]
Check = Callable[[Any], bool]


class MemoryRecords(Generic[T]):
    """Things of one kind.

    Each index maps a key to the things that have it; a key of None is left out. `check` is the
    constraint that a thing must satisfy to be kept, as the schema's constraints do in PostgreSQL.
    """

    def __init__(
        self, undo: Undo, indexes: dict[str, Key] | None = None, check: Check | None = None
    ):
        self._name = type(self).__name__
        self._undo = undo
        self._things: dict[str, T] = {}
        self._keys = indexes or {}
        self._check = check
        self._indexes: dict[str, dict[Hashable, dict[str, T]]] = {name: {} for name in self._keys}

    def get(self, id_: str) -> T | None:
        """The thing, or None."""
        return self._things.get(id_)

    def lock(self, id_: str) -> T | None:
        """The thing, or None; in memory all work is exclusive."""
        return self._things.get(id_)

    def must(self, id_: str) -> T:
        """The thing; InvariantBroken when there is none."""
        return there(self.get(id_), f"{self._name} {id_}")

    def must_lock(self, id_: str) -> T:
        """The thing, kept from others; InvariantBroken when there is none."""
        return there(self.lock(id_), f"{self._name} {id_}")

    def all(self) -> list[T]:
        """All things by id."""
        return [self._things[id_] for id_ in sorted(self._things)]

    def get_many(self, ids: Iterable[str]) -> dict[str, T]:
        """Those of the things that there are."""
        return {id_: self._things[id_] for id_ in ids if id_ in self._things}

    lock_many = get_many

    def add(self, thing: T) -> None:
        """Keep a new thing."""
        id_: str = thing.id  # type: ignore[attr-defined]
        if id_ in self._things:
            raise InvariantBroken(f"{id_} exists")
        self._set(id_, thing)

    def put(self, thing: T) -> None:
        """Keep a changed thing."""
        id_: str = thing.id  # type: ignore[attr-defined]
        if id_ not in self._things:
            raise InvariantBroken(f"{id_} does not exist")
        self._set(id_, thing)

    def where(self, index: str, key: Hashable) -> Iterable[T]:
        """The things with `key` in `index`."""
        return self._indexes[index].get(key, {}).values()

    def _set(self, id_: str, thing: T) -> None:
        if self._check is not None and not self._check(thing):
            raise InvariantBroken(f"not to be kept: {thing}")
        old = self._things.get(id_)
        self._undo.append(lambda: self._restore(id_, old))
        self._things[id_] = thing
        self._index(id_, old, thing)

    def _restore(self, id_: str, old: T | None) -> None:
        current = self._things[id_]
        if old is None:
            del self._things[id_]
        else:
            self._things[id_] = old
        self._index(id_, current, old)

    def _index(self, id_: str, old: T | None, new: T | None) -> None:
        for name, key_of in self._keys.items():
            index = self._indexes[name]
            before = None if old is None else key_of(old)
            after = None if new is None else key_of(new)
            if before is not None and before != after:
                del index[before][id_]
            if after is not None and new is not None:
                index.setdefault(after, {})[id_] = new
