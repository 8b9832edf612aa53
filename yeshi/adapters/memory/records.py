"""Things by id, with indexes, and a log by which unfinished work is undone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from yeshi.adapters.memory.storable import check_moment, check_text
from yeshi.base.errors import InvariantBroken
from yeshi.base.sure import there
from yeshi.flow.kept import Collections
from yeshi.flow.kept_kind import Kept, Unique

T = TypeVar("T")
Undo = list[Callable[[], None]]
Key = Callable[[Any], Hashable | None]


class MemoryRecords(Generic[T]):
    """Things of one kind, as its line in flow/kept.py says.

    What the schema's constraints do in PostgreSQL is done here when a thing is kept: its own rule,
    what it refers to, what is unique, moments within bounds, texts that can be written.
    """

    # Each index maps a key to the things that have it; a key of None is left out.
    indexes: Mapping[str, Key] = {}

    def __init__(self, undo: Undo, kept: Kept[Any], city: Collections) -> None:
        self._undo, self._city = undo, city
        self._name = kept.kind.__name__.lower()
        self._ruled = hasattr(kept.kind, "holds")
        self._checks: list[tuple[str, Callable[[Any, str], None]]] = [
            # Once more than by its kind: with several names attrgetter always gives a tuple.
            ("id", check_text),
            *((name, check_text) for name in _fields_of(kept.kind, str)),
            *((name, check_moment) for name in _fields_of(kept.kind, datetime)),
            *((name, self._check_reference(other)) for name, other in kept.refers.items()),
        ]
        self._checked = attrgetter(*(name for name, _ in self._checks))
        self._nothing = (None,) * len(self._checks)
        self._things: dict[str, T] = {}
        self._keys = dict(self.indexes)
        self._uniques = [f"unique:{one.fields}" for one in kept.uniques]
        self._keys |= {f"unique:{one.fields}": _shared(one) for one in kept.uniques}
        if kept.of:
            self._keys["owner"] = attrgetter(kept.of)
        self._indexes: dict[str, dict[Hashable, dict[str, T]]] = {name: {} for name in self._keys}

    def get(self, id_: str) -> T | None:
        """The thing, or None."""
        return self._things.get(id_)

    def lock(self, id_: str) -> T | None:
        """The thing, or None; in memory all work is exclusive."""
        return self._things.get(id_)

    def must(self, id_: str) -> T:
        """The thing; InvariantBroken when there is none."""
        found = self._things.get(id_)
        return there(None, f"{self._name} {id_}") if found is None else found

    must_lock = must

    def all(self) -> list[T]:
        """All things by id."""
        return [self._things[id_] for id_ in sorted(self._things)]

    def some_after(self, id_: str, limit: int) -> list[T]:
        """So many by id, from the one on that follows this id."""
        return [self._things[one] for one in sorted(self._things) if one > id_][:limit]

    def get_many(self, ids: Iterable[str]) -> dict[str, T]:
        """Those of the things that there are."""
        return {id_: self._things[id_] for id_ in ids if id_ in self._things}

    lock_many = get_many

    def of(self, owner: str) -> list[T]:
        """Those of that owner, by id; for kinds that belong to another thing."""
        return sorted(self.where("owner", owner), key=attrgetter("id"))

    def sought(self, text: str, ended: bool, start: int, limit: int) -> list[T]:
        """Those whose id or name has the text in it; for kinds of which things end."""
        found = [one for one in self.all() if _is_sought(one, text.lower(), ended)]
        return found[start : start + limit]

    def has(self, id_: str) -> bool:
        """Whether there is such a thing."""
        return id_ in self._things

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

    def forget(self, thing: T) -> None:
        """Keep the thing no more."""
        id_: str = thing.id  # type: ignore[attr-defined]
        del self._things[id_]
        self._index(id_, thing, None)
        self._undo.append(lambda: self._remember(id_, thing))

    def let_go(self, ids: Iterable[str]) -> None:
        """Keep these no more."""
        for thing in self.get_many(ids).values():
            MemoryRecords.forget(self, thing)

    def where(self, index: str, key: Hashable) -> Iterable[T]:
        """The things with `key` in `index`."""
        return self._indexes[index].get(key, {}).values()

    def _set(self, id_: str, thing: T) -> None:
        old = self._things.get(id_)
        self._check(id_, thing, old)
        self._undo.append(lambda: self._restore(id_, old))
        self._things[id_] = thing
        self._index(id_, old, thing)

    def _check(self, id_: str, thing: Any, old: Any) -> None:
        if self._ruled and not thing.holds:
            raise InvariantBroken(f"not to be kept: {thing}")
        for name in self._uniques:
            key = self._keys[name](thing)
            if key is not None and any(other != id_ for other in self._indexes[name].get(key, ())):
                raise InvariantBroken(f"{id_}: another {self._name} has {name} {key}")
        # What changed is looked at, and no more: the twin keeps a thing many times a night.
        before = self._nothing if old is None else self._checked(old)
        for value, was, (name, check) in zip(
            self._checked(thing), before, self._checks, strict=True
        ):
            if value is not was and value is not None:
                check(value, f"{id_}: {name}")

    def _check_reference(self, collection: str) -> Callable[[Any, str], None]:
        def check(other: str, what: str) -> None:
            if not getattr(self._city, collection).has(other):
                raise InvariantBroken(f"{what}: there is no such thing: {other}")

        return check

    def _restore(self, id_: str, old: T | None) -> None:
        current = self._things[id_]
        if old is None:
            del self._things[id_]
        else:
            self._things[id_] = old
        self._index(id_, current, old)

    def _remember(self, id_: str, thing: T) -> None:
        self._things[id_] = thing
        self._index(id_, None, thing)

    def _index(self, id_: str, old: T | None, new: T | None) -> None:
        for name, key_of in self._keys.items():
            index = self._indexes[name]
            before = None if old is None else key_of(old)
            after = None if new is None else key_of(new)
            if before is not None and before != after:
                del index[before][id_]
            if after is not None and new is not None:
                index.setdefault(after, {})[id_] = new


def _is_sought(thing: Any, text: str, ended: bool) -> bool:
    words = (thing.id, thing.name.zh, thing.name.en)
    return (thing.ended_at is not None) is ended and any(text in one.lower() for one in words)


def _shared(unique: Unique) -> Key:
    """What no two things share: None for a thing that the rule does not concern."""

    def key(thing: Any) -> Hashable | None:
        if unique.when is not None and getattr(thing, unique.when[0]) != unique.when[1]:
            return None
        values = tuple(getattr(thing, name) for name in unique.fields)
        return None if None in values else values

    return key


def _fields_of(kind: type, wanted: type) -> tuple[str, ...]:
    """The fields that hold a value of that very type, or nothing."""
    hints = get_type_hints(kind)
    found = []
    for field in fields(kind):
        hint = hints[field.name]
        union = get_origin(hint) in (Union, UnionType)
        if set(get_args(hint) if union else (hint,)) - {NoneType} == {wanted}:
            found.append(field.name)
    return tuple(found)
