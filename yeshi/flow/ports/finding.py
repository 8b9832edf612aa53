"""What flow asks of what can be found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from yeshi.flow.ports.records import Grouped
from yeshi.market.choosing import WantedNow
from yeshi.market.finding import AskedPieces, Findable


class Findables(Grouped[Findable], Protocol):
    """Stalls, dishes and services under the pieces of their names; `of` a merchant: all of it."""

    def having(
        self,
        asked: Sequence[AskedPieces],
        limit: int,
        wanted: WantedNow | None = None,
        services: bool = False,
    ) -> list[Findable]:
        """So many of those that have enough of what was asked in one way; most pieces first.

        Of stalls and dishes; or of `services` alone.

        With `wanted` of those alone that are it, minutes apart: dishes, and stalls that sell one.

        Of those that have as many, who has fewest besides is first, then by id.
        """
        ...

    def outdated(self, limit: int) -> list[str]:
        """The ids of so many whose name is another by now, that are new, or that ended."""
        ...
