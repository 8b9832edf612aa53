"""Where the pictures of dishes and stalls lie, as the settings say, and who lets go of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yeshi.adapters.once import Once
from yeshi.adapters.pictures.bucket import BucketShelf
from yeshi.adapters.pictures.folder import FolderShelf
from yeshi.adapters.postgres.picture_shelf import PostgresShelf
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.outlets import PictureBucket
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Bearer
from yeshi.flow.ports import PictureShelf
from yeshi.flow.stalls.picturing import LETTING_GO, ToLetGo, is_to_go
from yeshi.settings import Settings

KEPT_BYTES_MAX = 32 * 1024 * 1024
WAITING_MAX = 30


class _NotThere(Exception):
    """There is no such form; that is not remembered, as it may come."""


@dataclass(frozen=True, slots=True)
class RememberedShelf:
    """A shelf of which what was read last is at hand: who asks at once reads once."""

    shelf: PictureShelf
    once: Once = field(default_factory=lambda: Once(KEPT_BYTES_MAX, WAITING_MAX))

    def put(self, digest: str, forms: Mapping[int, bytes]) -> None:
        """Keep these forms."""
        self.shelf.put(digest, forms)

    def read(self, digest: str, width: int) -> bytes | None:
        """The form of that width; None where there is none."""
        try:
            return self.once.get((digest, width), lambda: self._must_read(digest, width))
        except _NotThere:
            return None

    def let_go(self, digest: str) -> None:
        """Keep none of its forms any more; what is at hand here goes when there is other."""
        self.shelf.let_go(digest)

    def _must_read(self, digest: str, width: int) -> bytes:
        found = self.shelf.read(digest, width)
        if found is None:
            raise _NotThere
        return found


def shelf_of(settings: Settings, store: PostgresStore) -> PictureShelf:
    """Where the city's pictures lie: in a folder, in a bucket, or in its database."""
    place = settings.pictures
    if isinstance(place, PictureBucket):
        return BucketShelf(place)
    return FolderShelf(place) if isinstance(place, Path) else PostgresShelf(store)


def letting_go(engine: Engine, shelf: PictureShelf) -> Bearer[ToLetGo, bool]:
    """Who lets go of pictures that nothing shows; whether one was let go of."""

    def carry(given: ToLetGo, _: str) -> bool:
        if not is_to_go(engine, given):
            return False
        shelf.let_go(given.digest)
        return True

    return Bearer(LETTING_GO, carry)
