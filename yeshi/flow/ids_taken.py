"""Whether an id is somebody's already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yeshi.flow.ports import Records


@dataclass(frozen=True, slots=True)
class IdsTaken:
    """The ids of what there is, one asked for at a time."""

    records: Records[Any]

    def __contains__(self, id_: object) -> bool:
        return self.records.get(str(id_)) is not None
