"""Bodies that several interfaces take."""

from __future__ import annotations

from enum import Enum
from typing import Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.names import Name
from yeshi.geo.point import Point
from yeshi.web.frame.fields import East, Line, North, Saying, Words


class Body(BaseModel):
    """What is sent as JSON: each field as its type is written there, and never as another."""

    model_config = ConfigDict(strict=True)

    @model_validator(mode="before")
    @classmethod
    def _numbers(cls, said: Any) -> Any:
        return whole(said)


def whole(said: Any) -> Any:
    """A body with whole numbers as such: to JSON 2.0 is the same number as 2.

    It looks at the fields and what they list; a body within has eyes of its own.
    """
    if not isinstance(said, dict):
        return said
    return {name: _within(value) for name, value in said.items()}


def _within(value: Any) -> Any:
    if isinstance(value, list):
        return [_number(one) for one in value]
    if isinstance(value, dict):
        return {name: _number(one) for name, one in value.items()}
    return _number(value)


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def chosen(kind: type[Enum]) -> BeforeValidator:
    """Reads one of the words of `kind`, which JSON has as text alone."""
    words = {one.value: one for one in kind}
    return BeforeValidator(lambda said: words.get(said, said) if isinstance(said, str) else said)


class NameBody(Body):
    """A name in both languages."""

    zh: Words
    en: Words

    def read(self) -> Name:
        """The name."""
        return Name(self.zh, self.en)


class SayingBody(Body):
    """What is told in a sentence or two, in both languages."""

    zh: Saying
    en: Saying

    def read(self) -> Name:
        """What is told."""
        return Name(self.zh, self.en)


class PlaceBody(Body):
    """Degrees east (x) and north (y)."""

    x: East
    y: North

    def point(self) -> Point:
        """The place."""
        return Point(self.x, self.y)


class Why(Body):
    """The reason, as the customer will read it."""

    why: Line = Field(min_length=1, max_length=NOTE_LENGTH_MAX)
