"""Bodies that several interfaces take."""

from __future__ import annotations

from pydantic import BaseModel, Field

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.names import Name
from yeshi.geo.point import Point
from yeshi.web.frame.fields import East, Line, North, Words


class NameBody(BaseModel):
    """A name in both languages."""

    zh: Words
    en: Words

    def read(self) -> Name:
        """The name."""
        return Name(self.zh, self.en)


class PlaceBody(BaseModel):
    """Degrees east (x) and north (y)."""

    x: East
    y: North

    def point(self) -> Point:
        """The place."""
        return Point(self.x, self.y)


class Why(BaseModel):
    """The reason, as the customer will read it."""

    why: Line = Field(min_length=1, max_length=NOTE_LENGTH_MAX)
