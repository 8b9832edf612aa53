"""An index's files: the framework in TOML, the data in CSV; and what came out, in CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import Field

from yeshi.base.errors import InputError
from yeshi.files.cells import as_meant, harmless
from yeshi.files.toml import FilePart, read, text_of
from yeshi.observatory.index.build import Built
from yeshi.observatory.index.framework import (
    Aggregate,
    Aggregation,
    Framework,
    Imputation,
    Indicator,
    Method,
    Normalisation,
    Treatment,
    Weighting,
)
from yeshi.observatory.index.measurements import Floats, Measurements
from yeshi.observatory.index.uncertainty import Uncertainty


class TreatmentDocument(FilePart):
    """[method.treatment]: when an indicator is treated for outliers, and how far."""

    skewness: float = Field(default=Treatment().skewness, ge=0)
    kurtosis: float = Field(default=Treatment().kurtosis, ge=0)
    points: int = Field(default=Treatment().points, ge=0)


class MethodDocument(FilePart):
    """[method]: how indicators become an index; `treatment = false` leaves outliers be."""

    availability: float = Field(default=0.0, ge=0, le=1)
    imputation: Imputation = "none"
    group: str | None = None
    treatment: TreatmentDocument | Literal[False] = TreatmentDocument()
    normalisation: Normalisation = "minmax"
    least: float = 0.0
    most: float = 100.0
    z_mean: float = 0.0
    z_deviation: float = Field(default=1.0, gt=0)
    decimals: int = Field(default=2, ge=0, le=12)
    weighting: Weighting = "given"
    aggregation: Aggregation = "arithmetic"


class AggregateDocument(FilePart):
    """[[aggregate]]: a pillar, an area, or without a parent the index."""

    code: str = Field(min_length=1)
    name: str = ""
    parent: str | None = None
    weight: float = Field(default=1.0, ge=0)


class IndicatorDocument(FilePart):
    """[[indicator]]: something measured; its code is the column of the data."""

    code: str = Field(min_length=1)
    name: str = ""
    parent: str
    direction: Literal[1, -1] = 1
    weight: float = Field(default=1.0, ge=0)
    denominator: str | None = None
    target: float | None = None


class FrameworkDocument(FilePart):
    """The whole file; `unit`: the column of the data that names who is measured."""

    name: str
    version: str = "1"
    unit: str = "unit"
    method: MethodDocument = MethodDocument()
    aggregate: list[AggregateDocument] = Field(min_length=1)
    indicator: list[IndicatorDocument] = Field(min_length=1)


def read_framework(path: Path) -> tuple[Framework, str]:
    """The framework, and the data's column of units; InputError names the line of a fault."""
    document = read(path, FrameworkDocument)
    said = document.method.model_dump()
    treatment = said.pop("treatment")
    method = Method(**said, treatment=Treatment(**treatment) if treatment else None)
    try:
        framework = Framework(
            document.name,
            document.version,
            tuple(
                Indicator(**(one.model_dump() | {"name": one.name or one.code}))
                for one in document.indicator
            ),
            tuple(
                Aggregate(**(one.model_dump() | {"name": one.name or one.code}))
                for one in document.aggregate
            ),
            method,
        )
    except InputError as fault:
        raise InputError(f"{path}: {fault}") from None
    return framework, document.unit


def read_measurements(path: Path, framework: Framework, unit: str) -> Measurements:
    """The data of the framework's indicators; an empty cell, or NA, is what is not known.

    InputError names the file, line and column of the first fault.
    """
    read = csv.reader(text_of(path).removeprefix("\ufeff").splitlines())
    lines = [[as_meant(cell) for cell in row] for row in read]
    if not lines or len(lines) < 2:
        raise InputError(f"{path}: needs a line of column names and a line for each unit")
    header = [name.strip() for name in lines[0]]
    group = framework.method.group
    needed = [one.code for one in framework.indicators]
    needed += [one.denominator for one in framework.indicators if one.denominator]
    needed = list(dict.fromkeys(needed))
    for name in (unit, *needed, *([group] if group else [])):
        if header.count(name) != 1:
            times = "no column" if name not in header else "more than one column"
            raise InputError(f"{path}, line 1: {times} {name}")
    rows = [(number, row) for number, row in enumerate(lines[1:], 2) if any(map(str.strip, row))]
    units: dict[str, int] = {}
    values = np.full((len(rows), len(needed)), np.nan)
    for at, (number, row) in enumerate(rows):
        if len(row) != len(header):
            raise InputError(f"{path}, line {number}: {len(row)} cells, not {len(header)}")
        name = row[header.index(unit)].strip()
        if not name or name in units:
            fault = f"{name} was on line {units[name]} already" if name else f"no {unit}"
            raise InputError(f"{path}, line {number}: {fault}")
        units[name] = number
        for column, code in enumerate(needed):
            values[at, column] = _number(row[header.index(code)], f"{path}, line {number}: {code}")
    groups = {group: tuple(row[header.index(group)] for _, row in rows)} if group else {}
    return Measurements(tuple(units), tuple(needed), values, groups)


def _number(cell: str, where: str) -> float:
    text = cell.strip()
    if text in ("", "NA", "NaN", "nan"):
        return float("nan")
    try:
        number = float(text)
    except ValueError:
        raise InputError(f"{where} must be a number, not {text!r}") from None
    if not np.isfinite(number):
        raise InputError(f"{where} must be a number, not {text!r}")
    return number


def write_steps(folder: Path, built: Built, sure: Uncertainty) -> None:
    """A CSV a step into `folder`, then weights, treatment, scores, ranks and their uncertainty."""
    codes = [one.code for one in built.framework.indicators]
    above = list(reversed(built.framework.upwards()))
    least, most = sure.between(0.05, 0.95)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("denominated", "imputed", "treated", "normalised"):
            steps: Floats = getattr(built, name)
            _write(folder / f"{name}.csv", ("unit", *codes), _rows(built.units, steps))
        _write(
            folder / "treatment.csv", ("indicator", "winsorised_high", "winsorised_low", "logged"),
            [(code, one.high, one.low, int(one.logged)) for code, one in built.treated_how.items()],
        )  # fmt: skip
        _write(
            folder / "weights.csv", ("aggregate", "part", "weight"),
            [(code, part.code, weight) for code in above for part, weight in
             zip(built.framework.children(code), built.weights[code].tolist(), strict=True)],
        )  # fmt: skip
        for name, of in (("scores", built.scores), ("ranks", built.ranks)):
            table = np.column_stack([of[code] for code in above])
            _write(folder / f"{name}.csv", ("unit", *above), _rows(built.units, table))
        _write(
            folder / "uncertainty.csv", ("unit", "rank", "median", "p5", "p95"),
            _rows(built.units, np.column_stack([sure.nominal, sure.median, least, most])),
        )  # fmt: skip
    except OSError as fault:
        raise InputError(f"{folder}: cannot be written: {fault.strerror}") from None


def _rows(units: Sequence[str], table: Floats) -> Iterable[Sequence[object]]:
    for unit, row in zip(units, table.tolist(), strict=True):
        yield unit, *("" if value != value else value for value in row)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([harmless(cell) for cell in row] for row in (header, *rows))
