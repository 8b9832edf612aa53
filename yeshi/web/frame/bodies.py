"""Bodies that several interfaces take."""

from __future__ import annotations

from pydantic import BaseModel, Field

from yeshi.base.limits import NAME_LENGTH_MAX

Id = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")


class NameBody(BaseModel):
    """A name in both languages."""

    zh: str = Field(min_length=1, max_length=NAME_LENGTH_MAX)
    en: str = Field(min_length=1, max_length=NAME_LENGTH_MAX)
