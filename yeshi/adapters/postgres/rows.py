"""Between the domain's records and rows: a column for each field, jsonb for what is composed."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from psycopg.types.json import Jsonb
from pydantic import TypeAdapter

T = TypeVar("T")
_PLAIN = (str, int, float, bool, bytes, datetime, date)


def _is_plain(hint: Any) -> bool:
    if get_origin(hint) in (Union, UnionType):
        return all(kind is NoneType or _is_plain(kind) for kind in get_args(hint))
    return isinstance(hint, type) and (hint in _PLAIN or issubclass(hint, Enum))


class Rows(Generic[T]):
    """The rows of one kind of record; the columns are named as the record's fields."""

    def __init__(self, kind: type[T]) -> None:
        hints = get_type_hints(kind)
        self.columns = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]
        self._composed = {
            name: TypeAdapter(hints[name]) for name in self.columns if not _is_plain(hints[name])
        }
        self._adapter = TypeAdapter(kind)

    def write(self, thing: T) -> list[Any]:
        """The values of the columns."""
        values = []
        for name in self.columns:
            value = getattr(thing, name)
            if name in self._composed:
                value = Jsonb(self._composed[name].dump_python(value, mode="json"))
            elif isinstance(value, Enum):
                value = value.value
            values.append(value)
        return values

    def read(self, row: tuple[Any, ...]) -> T:
        """The record of a row whose cells are the columns in order."""
        return self._adapter.validate_python(dict(zip(self.columns, row, strict=True)))
