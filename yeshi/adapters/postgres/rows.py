"""Between the domain's records and rows: a column for each field, jsonb for what is composed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar, get_type_hints

from pydantic import TypeAdapter
from pydantic_core import to_json

T = TypeVar("T")


class Rows(Generic[T]):
    """The rows of one kind of record; the columns are named as the record's fields."""

    def __init__(self, kind: type[T]) -> None:
        self.columns = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]
        self._one = TypeAdapter(kind)
        self._many: TypeAdapter[list[T]] = TypeAdapter(list[kind])  # type: ignore[valid-type]
        self._cells: Callable[[T], tuple[Any, ...]] = attrgetter(*self.columns)
        hints = get_type_hints(kind)
        self._binary = tuple(name for name in self.columns if hints[name] is bytes)

    def write(self, things: Iterable[T], names: Sequence[str] | None = None) -> str:
        """The records as a JSON array of objects, whose members are the columns, or those named."""
        if self._binary:
            return to_json([self._in_hex(one) for one in things]).decode()
        only = {"__all__": set(names)} if names is not None else None
        return self._many.dump_json(list(things), include=only).decode()

    def differing(self, before: T | None, after: T) -> tuple[str, ...]:
        """The columns, but for the id, that may be different; all of them of an unknown before.

        What was kept as it was is the same object, so that nothing is compared in depth.
        """
        if before is None:
            return self.columns[1:]
        pairs = zip(self.columns, self._cells(before), self._cells(after), strict=True)
        return tuple(name for name, was, is_ in pairs if was is not is_ and name != "id")

    def read(self, row: tuple[Any, ...]) -> T:
        """The record of a row whose cells are the columns in order."""
        return self._one.validate_python(dict(zip(self.columns, row, strict=True)))

    def _in_hex(self, thing: T) -> dict[str, Any]:
        """The record's members, with bytes as PostgreSQL reads them."""
        members: dict[str, Any] = self._one.dump_python(thing)
        return members | {name: f"\\x{members[name].hex()}" for name in self._binary}
