"""What is personal says so in its type, so that it can be found wherever it should not be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_type_hints


@dataclass(frozen=True, slots=True)
class Personal:
    """Marks a field: `Annotated[str, Personal("address")]` is for whom it belongs to, or works."""

    what: str


def personal_in(thing: Any) -> Iterator[tuple[str, Any]]:
    """Each personal value in a record, however deep, after its field: `Order.note`."""
    if is_dataclass(thing) and not isinstance(thing, type):
        marked = _marked(type(thing))
        for field in fields(thing):
            value = getattr(thing, field.name)
            if field.name in marked:
                yield f"{type(thing).__name__}.{field.name}", value
            else:
                yield from personal_in(value)
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from personal_in(value)
    elif isinstance(thing, (tuple, list)):
        for value in thing:
            yield from personal_in(value)


@cache
def _marked(kind: type) -> frozenset[str]:
    """The names of the fields that are personal."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(
        name
        for name, hint in hints.items()
        if any(isinstance(one, Personal) for one in getattr(hint, "__metadata__", ()))
    )
