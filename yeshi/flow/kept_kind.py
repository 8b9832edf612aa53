"""One kind of record as it is kept: its name, its record, and what holds among its like."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar, overload

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Unique:
    """Fields that no two things share: always, or among those whose field `when` has a value."""

    fields: tuple[str, ...]
    when: tuple[str, Any] | None = None


class Kept(Generic[R]):
    """A kind of record as it is kept: under the name of its line, asked as `R` says.

    `refers` names the fields that hold ids of things which must be there: a field `courier` those
    of the collection `couriers`, or of another one that is named with it. `of` is the field that
    refers to what a thing belongs to. The record's own rule is its property `holds`, if it has one.
    """

    name: str

    def __init__(
        self,
        kind: type,
        *uniques: Unique,
        of: str | None = None,
        refers: tuple[str | tuple[str, str], ...] = (),
    ) -> None:
        self.kind = kind
        self.uniques = uniques
        self.of = of
        named = [(one, f"{one}s") if isinstance(one, str) else one for one in refers]
        self.refers = {of: f"{of}s", **dict(named)} if of else dict(named)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, city: None, owner: type) -> Self: ...
    @overload
    def __get__(self, city: KeptSomewhere, owner: type) -> R: ...
    def __get__(self, city: KeptSomewhere | None, owner: type) -> Self | R:
        if city is None:
            return self
        collection: R = city.open(self)
        # Found before this line from now on: a collection is opened once a work, when first asked.
        city.__dict__[self.name] = collection
        return collection


class KeptSomewhere(ABC):
    """What is kept, by kind; a store says how one collection of it is opened."""

    @abstractmethod
    def open(self, kept: Kept[Any]) -> Any:
        """The collection of that kind, in the store and the work under way."""
