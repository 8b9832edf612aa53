"""Fields that several parts of a city's file have."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from yeshi.base.limits import PRICE_FEN_MAX

Id = Annotated[str, Field(min_length=1, max_length=60)]
Fen = Annotated[int, Field(ge=0, le=PRICE_FEN_MAX)]
