"""A scenario's file: what it is like, and what is wrong with it, by line."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from yeshi.base.errors import InputError
from yeshi.base.money import Money
from yeshi.dispatch.policy import Policy
from yeshi.files.policy import PolicyDocument
from yeshi.files.scenario.document import ScenarioDocument
from yeshi.files.scenario.reading import read_scenario
from yeshi.files.toml import FilePart
from yeshi.files.toml_lines import line_of

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples" / "scenarios").glob("*.toml"))
NAME = 'name = { zh = "一夜", en = "A night" }\n'


def written(folder: Path, text: str, name: str = "it.toml") -> Path:
    """A file with that text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_scenarios(path: Path) -> None:
    """Each in both languages."""
    scenario = read_scenario(path)
    assert scenario.name.zh
    assert scenario.name.en


def test_a_scenario_takes_the_rest_from_the_one_it_is_like(tmp_path: Path) -> None:
    """Key by key, also inside of tables; another text is another scenario."""
    written(tmp_path, NAME + "hours = 6\n[fleet]\ncouriers = 9\npay_an_order = 8\n", "one.toml")
    two = read_scenario(written(tmp_path, NAME + 'like = "one.toml"\n[fleet]\ncouriers = 7\n'))
    assert (two.hours, two.fleet.couriers, two.fleet.pay_per_order) == (6, 7, Money(800, "CNY"))
    before = two.digest
    written(tmp_path, NAME + "hours = 7\n", "one.toml")
    assert read_scenario(tmp_path / "it.toml").digest != before


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("couriers = 3\n", 2, "couriers: nothing of that name can be set"),
        ("\n# more\n[fleet]\ncouriers = 'many'\n", 5, "fleet.couriers: must be a whole number, not 'many'"),
        ("[fleet]\ncouriers = -1\n", 3, "fleet.couriers: must be greater than or equal to 0, not -1"),
        ("hours =\n", 2, "Invalid value"),
        ("hours = 2\nhours = 3\n", 3, "Cannot overwrite a value"),
        ("[rain]\nhours = 2\n", 2, "rain.begins: is missing"),
        ("[fleet]\nshifts = [\n  [18:00:00, 8, 6],\n  [19:00:00, 0, 6],\n]\n", 5, "fleet.shifts.1.1: must be greater than 0"),
        ("[demand]\norders_an_hour = [1, 2]\n", 3, "demand.orders_an_hour: must have at least 24 entries, not 2"),
        ("like = 'nothing.toml'\n", 2, "like: there is no file 'nothing.toml'"),
        ("fitted = 'nothing.toml'\n", 2, "fitted: there is no file 'nothing.toml'"),
        ("[rain]\nbegins = 17:00:00\nhours = 2\n", 3, "rain.begins: must be in the night, 18:00 and the 10 hours after it"),
        ("[policy]\nshakes = 2.5\n", 3, "policy.shakes: must be a whole number, not 2.5"),
        ("hours = nan\n", 2, "hours: must be a finite number"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_in_one_sentence(
    tmp_path: Path, text: str, line: int, fault: str
) -> None:
    """The line and the fault."""
    path = written(tmp_path, NAME + text)
    with pytest.raises(InputError) as told:
        read_scenario(path)
    assert str(told.value).startswith(f"{path}, line {line}: {fault}")
    assert "\n" not in str(told.value)


def test_files_that_are_like_each_other_are_refused(tmp_path: Path) -> None:
    """Not followed for ever."""
    written(tmp_path, NAME + 'like = "it.toml"\n', "other.toml")
    with pytest.raises(InputError, match="is like a file that is like it"):
        read_scenario(written(tmp_path, NAME + 'like = "other.toml"\n'))


def test_a_fault_in_the_file_below_is_told_of_that_file(tmp_path: Path) -> None:
    """Not of the one that names it."""
    below = written(tmp_path, NAME + "hours = 0\n", "below.toml")
    with pytest.raises(InputError, match=re.escape(f"{below}, line 2: hours")):
        read_scenario(written(tmp_path, NAME + 'like = "below.toml"\n'))


def test_every_key_is_in_the_reference() -> None:
    """With its table; and every setting of dispatch can be rehearsed."""
    reference = (ROOT / "docs" / "reference" / "scenarios.md").read_text(encoding="utf-8")
    assert set(PolicyDocument.model_fields) == {field.name for field in fields(Policy)}

    def keys(part: type[FilePart]) -> set[str]:
        found = set(part.model_fields)
        for field in part.model_fields.values():
            for kind in (field.annotation, *getattr(field.annotation, "__args__", ())):
                if isinstance(kind, type) and issubclass(kind, FilePart):
                    found |= keys(kind)
        return found

    for key in keys(ScenarioDocument) - {"zh", "en"}:
        assert f"`{key}`" in reference, key


def test_a_row_is_found_by_its_number() -> None:
    """Tables of one name are counted, and rows of a list."""
    text = "[[a]]\nx = 1\n[[a]]\nx = 2\n[b]\nrows = [\n  [1],\n  [2],\n]\n"
    assert line_of(text, ("a", 1, "x")) == 4
    assert line_of(text, ("b", "rows", 1, 0)) == 8
    assert line_of(text, ("c",)) is None
