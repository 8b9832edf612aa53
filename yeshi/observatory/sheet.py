"""A sheet: the rows that one picture or table of the city's pages shows, and as of when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = dict[str, Any]
# The note that names the last day whose rows are made up.
MADE_UP_UNTIL = "made_up_until"
# The note that names the currency in whose units the money of the rows is told.
CURRENCY = "currency"
# The note that lists the latest imports of outside data which the rows are made from.
IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of plain values (numbers, texts, days as text), for the business days from `since`.

    `notes`: what is to be said beside them, by name, such as why there are none. What the sheet
    means is in the catalogue under `sheet.NAME`.
    """

    name: str
    rows: tuple[Row, ...]
    since: date | None = None
    until: date | None = None
    notes: Mapping[str, Any] = field(default_factory=dict)
