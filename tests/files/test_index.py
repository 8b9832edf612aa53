"""An index's files: what is wrong is told with its place; what comes out can be read again."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from yeshi.base.errors import InputError
from yeshi.files.index import read_framework, read_measurements, write_steps
from yeshi.observatory.index.uncertainty import choices_of, model, uncertainty

EXAMPLE = Path(__file__).parents[2] / "examples/index"
FRAMEWORK = (EXAMPLE / "districts.toml").read_text(encoding="utf-8")
DATA = (EXAMPLE / "districts.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ('aggregation = "geometric"', 'aggregation = "harmonic"', "line 11: method.aggregation"),
        ("direction = -1", "direction = 0", "line 56: indicator.4.direction"),
        ('parent = "public"\n\n', 'parent = "pubic"\n\n', "its parent pubic is no aggregate"),
        ("least = 1.0", "leest = 1.0", "line 12: method.leest: nothing of that name can be set"),
        ('imputation = "median"', 'imputation = "group_mean"', "needs the group's column"),
    ],
)
def test_a_wrong_framework_says_what_and_where(
    tmp_path: Path, was: str, now: str, fault: str
) -> None:
    assert was in FRAMEWORK
    path = tmp_path / "f.toml"
    path.write_text(FRAMEWORK.replace(was, now), encoding="utf-8")
    with pytest.raises(InputError, match=fault):
        read_framework(path)


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ("2350", "many", r"line 2: ordering must be a number, not 'many'"),
        ("Harbour", "Old Town", r"line 3: Old Town was on line 2 already"),
        ("Harbour", "", r"line 3: no district"),
        (",steering", ",stearing", r"line 1: no column steering"),
        ("district,", "district,days,", r"line 1: more than one column days"),
        (",0.71,4.5", ",0.71", r"line 2: 6 cells, not 7"),
        ("2350", "inf", r"line 2: ordering must be a number, not 'inf'"),
    ],
)
def test_wrong_data_say_what_and_where(tmp_path: Path, was: str, now: str, fault: str) -> None:
    assert was in DATA
    path = tmp_path / "d.csv"
    path.write_text(DATA.replace(was, now, 1), encoding="utf-8")
    framework, unit = read_framework(EXAMPLE / "districts.toml")
    with pytest.raises(InputError, match=fault):
        read_measurements(path, framework, unit)


def test_every_step_is_written_and_says_what_was_built(tmp_path: Path) -> None:
    framework, unit = read_framework(EXAMPLE / "districts.toml")
    of = model(read_measurements(EXAMPLE / "districts.csv", framework, unit), framework,
               choices_of(framework))  # fmt: skip
    write_steps(tmp_path / "out", of.built, uncertainty(of, 20, 1))
    with (tmp_path / "out/ranks.csv").open(encoding="utf-8") as file:
        ranks = {row["unit"]: int(float(row["index"])) for row in csv.DictReader(file)}
    assert ranks["University"] == 1
    assert sorted(ranks.values()) == list(range(1, 9))
    with (tmp_path / "out/denominated.csv").open(encoding="utf-8") as file:
        gaps = {row["unit"] for row in csv.DictReader(file) if row["applied"] == ""}
    assert gaps == {"Hills"}
    names = {path.stem for path in (tmp_path / "out").iterdir()}
    assert names >= {"imputed", "treated", "normalised", "weights", "treatment", "uncertainty"}
