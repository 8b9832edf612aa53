"""Columns of many rows at once: numbers, flags, days and texts as NumPy arrays of one length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of texts that repeat: `codes` into `names`."""

    codes: NDArray[np.int32]
    names: tuple[str, ...]

    def taken(self, rows: NDArray[Any]) -> Coded:
        """The column of those rows: numbers of rows, or a flag for each."""
        return Coded(self.codes[rows], self.names)

    def texts(self) -> list[str]:
        """The text of each row."""
        return [self.names[code] for code in self.codes.tolist()]


# By name: an array of numbers, flags, days (datetime64[D]) or texts, or texts by their codes.
Column = NDArray[Any] | Coded
Columns = Mapping[str, Column]
