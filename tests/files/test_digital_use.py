"""The method of digital use is named by its version and by what its file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from yeshi.base.errors import InputError
from yeshi.files.digital_use import DIGITAL_USE, read_scoring


def test_another_file_is_another_method(tmp_path: Path) -> None:
    """Even under the same version: scores by it are not compared with those of before."""
    ours = read_scoring()
    changed = tmp_path / "method.toml"
    text = DIGITAL_USE.read_text(encoding="utf-8")
    changed.write_text(text.replace("weight = 3.0", "weight = 9.0"), encoding="utf-8")
    theirs = read_scoring(changed)
    assert ours.method.split("-")[0] == theirs.method.split("-")[0] == ours.framework.version
    assert ours.method != theirs.method
    assert read_scoring().method == ours.method


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    """It names the file."""
    with pytest.raises(InputError, match=r"none\.toml"):
        read_scoring(tmp_path / "none.toml")
