"""What flow needs to keep what dishes and stalls look like, and to find it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Grouped, Records
from yeshi.market.pictured import KeptPicture, ShownPicture


class PictureShelf(Protocol):
    """Where the forms of pictures lie, by the picture's digest and their width.

    It is outside of transactions, as it may be another machine's: whatever is put there is named in
    the record before, and whatever is let go of there is let go of in the record after.
    """

    def put(self, digest: str, forms: Mapping[int, bytes]) -> None:
        """Keep these forms; what is kept already stays."""
        ...

    def read(self, digest: str, width: int) -> bytes | None:
        """The form of that width; None where there is none."""
        ...

    def let_go(self, digest: str) -> None:
        """Keep none of its forms any more; nothing happens where none is kept."""
        ...


class KeptPictures(Records[KeptPicture], Protocol):
    """The pictures that are kept."""

    def unshown_before(self, moment: datetime, limit: int) -> list[KeptPicture]:
        """So many of those that nothing has shown since before that moment, by id."""
        ...


class ShownPictures(Grouped[ShownPicture], Protocol):
    """What shows a picture; `of` a picture: all that shows it."""

    def of_merchants(self, merchants: Sequence[str]) -> list[ShownPicture]:
        """The pictures of those stalls and of all their dishes, by id."""
        ...
