"""What dishes and stalls look like: which picture each shows, and for how long one is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

# Pages that stayed open show it still, and whoever took it down by mistake finds it again.
PICTURES_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture that is kept, by the digest of what is in it.

    `unshown_since`: since when no dish and no stall shows it; None while one does.
    """

    id: str
    unshown_since: datetime | None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: under a digest."""
        return len(self.id) == 64

    def is_over(self, now: datetime) -> bool:
        """Whether nothing has shown it for as long as it is kept."""
        return self.unshown_since is not None and self.unshown_since <= now - PICTURES_KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPicture:
    """The picture that a dish or the front of a stall shows now, in several widths in points.

    `id`: of what it is, as `of_dish` and `of_front` say.
    """

    id: str
    merchant: str
    picture: str
    widths: tuple[int, ...]
    since: datetime

    @property
    def holds(self) -> bool:
        """Whether this may be kept: in some widths, the narrowest first."""
        return bool(self.widths) and list(self.widths) == sorted(set(self.widths))

    @property
    def is_front(self) -> bool:
        """Whether it is the front of a stall."""
        return self.id == of_front(self.merchant)

    def address(self, width: int) -> str:
        """Where the form of that width is found: another place as soon as anything is other."""
        return f"/pictures/{self.picture}/{width}"

    @property
    def widest(self) -> str:
        """Where its widest form is found."""
        return self.address(self.widths[-1])

    @property
    def forms(self) -> str:
        """All of its forms with their widths, as browsers choose between them."""
        return ", ".join(f"{self.address(width)} {width}w" for width in self.widths)


def of_dish(item: str) -> str:
    """What the picture of that dish is kept as."""
    return f"dish:{item}"


def of_front(merchant: str) -> str:
    """What the picture of that stall's front is kept as."""
    return f"front:{merchant}"


def unshown(picture: KeptPicture, now: datetime) -> KeptPicture:
    """The picture as nothing shows it any more, from now on."""
    return replace(picture, unshown_since=now)


def shown(picture: KeptPicture) -> KeptPicture:
    """The picture as something shows it."""
    return replace(picture, unshown_since=None)
