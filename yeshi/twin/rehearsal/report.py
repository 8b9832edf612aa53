"""A comparison's files: the nights, the figures as JSON, and the page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from yeshi.files.scenario.scenario import Scenario
from yeshi.twin.rehearsal.comparing import Difference
from yeshi.twin.rehearsal.outcome import Values
from yeshi.twin.rehearsal.page import page

JSON_NAME, PAGE_NAME = "comparison.json", "comparison.html"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: where it was read from, and what it is."""

    path: Path
    scenario: Scenario


def write(
    folder: Path, sides: tuple[Side, Side], seeds: Sequence[int],
    nights: Sequence[tuple[Values, Values]], differences: Sequence[Difference], language: str,
) -> None:  # fmt: skip
    """Write both files into `folder`, each whole or not at all."""
    told = {
        "scenarios": [
            {"file": side.path.name, "name": {"zh": name.zh, "en": name.en},
             "digest": side.scenario.digest}
            for side in sides for name in [side.scenario.name]
        ],
        "seeds": list(seeds),
        "nights": [[_told(a), _told(b)] for a, b in nights],
        "differences": [_difference(one) for one in differences],
    }  # fmt: skip
    texts = tuple(side.path.read_text(encoding="utf-8") for side in sides)
    html = page(
        (sides[0].scenario.name, sides[1].scenario.name), (texts[0], texts[1]), len(nights),
        differences, sides[0].scenario.city.currency, language,
    )  # fmt: skip
    for name, text in (
        (JSON_NAME, json.dumps(told, ensure_ascii=False, indent=1) + "\n"),
        (PAGE_NAME, html),
    ):
        draft = folder / f".{name}.draft"
        draft.write_text(text, encoding="utf-8")
        draft.replace(folder / name)


def _difference(one: Difference) -> dict[str, Any]:
    measure = one.measure
    values = {"a": one.a, "b": one.b, "mean": one.mean, "least": one.least, "most": one.most}
    return {
        "measure": measure.key, "group": measure.group, "unit": measure.unit,
        "more_is_better": measure.more_is_better, **_told(values), "clear": one.clear,
    }  # fmt: skip


def _told(values: Values) -> dict[str, float | None]:
    """JSON knows no NaN: what has no value is null."""
    return {key: value if isfinite(value) else None for key, value in values.items()}
