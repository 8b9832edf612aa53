"""The ASEM index as COINr built it, where its folder is at hand."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from yeshi.observatory.index.framework import Aggregate, Framework, Indicator, Method
from yeshi.observatory.index.measurements import Floats, Measurements

FOLDER = Path(os.environ.get("ORACLES", Path(__file__).parents[4] / "shared/data/oracles")) / "asem"
METHOD = Method(imputation="group_mean", group="EurAsia_group")


def rows(name: str) -> list[dict[str, str]]:
    if not FOLDER.is_dir():
        pytest.skip(f"the ASEM index is not at {FOLDER}; ORACLES names the folder of oracles")
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def framework(method: Method = METHOD) -> Framework:
    """From the metadata alone."""
    meta = rows("meta")
    return Framework(
        "ASEM",
        "2018",
        tuple(
            Indicator(
                code=one["iCode"],
                name=one["iName"],
                parent=one["Parent"],
                direction=int(float(one["Direction"])),
                weight=float(one["Weight"]),
                denominator=one["Denominator"] or None,
                target=float(one["Target"]) if one["Target"] else None,
            )
            for one in meta
            if one["Type"] == "Indicator"
        ),
        tuple(
            Aggregate(one["iCode"], one["iName"], one["Parent"] or None, float(one["Weight"]))
            for one in meta
            if one["Type"] == "Aggregate"
        ),
        method,
    )


def measurements() -> Measurements:
    """From the raw data alone."""
    raw = rows("raw")
    columns = [name for name in raw[0] if name[0] != "u" and "group" not in name and name != "Time"]
    groups = tuple(one["EurAsia_group"] for one in raw)
    return Measurements(
        tuple(one["uCode"] for one in raw), tuple(columns), table(raw, columns),
        {"EurAsia_group": groups},
    )  # fmt: skip


def table(of: list[dict[str, str]], columns: list[str]) -> Floats:
    cells = [[one[name] for name in columns] for one in of]
    return np.array(
        [[float(cell) if cell not in ("", "NA") else np.nan for cell in row] for row in cells]
    )
