"""The rules of the house, as tests."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from yeshi.base.refused import every_reason
from yeshi.base.sentences import sentences
from yeshi.settings import VARIABLES

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "yeshi").rglob("*.py"))
TEXTS = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted(ROOT.glob("*.md")),
         *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "yeshi").rglob("*.html"))]  # fmt: skip
BANNED_FILES = {"utils", "helpers", "helper", "manager", "common", "misc"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_one_idea(path: Path) -> None:
    """At most 300 lines, a docstring of its own, and a name that says something."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text)), "what does this file decide?"
    assert path.stem not in BANNED_FILES


def test_both_languages_say_the_same_things() -> None:
    """The same keys, with the same facts in them (a language may leave a fact out)."""
    zh, en = sentences("zh"), sentences("en")
    for key in en:
        assert key in zh, f"{key} has no Chinese"
        assert set(re.findall(r"{(\w+)", zh[key])) <= set(re.findall(r"{(\w+)", en[key])) | {"what"}
    extra = {key for key in zh if key not in en}
    assert all(key.startswith("word.") for key in extra), extra


def test_every_refusal_has_its_sentence() -> None:
    """In both languages, with facts that the reason has."""
    import yeshi.web.app  # noqa: F401 (loads every room)

    for reason in every_reason():
        if not reason.__module__.startswith("yeshi"):
            continue
        for language in ("zh", "en"):
            text = sentences(language)[f"refused.{reason.code()}"]
            assert set(re.findall(r"{(\w+)", text)) <= set(reason.__dataclass_fields__)


def test_every_text_that_pages_use_is_in_the_catalogue() -> None:
    """Keys written out in templates."""
    known = sentences("en")
    for path in (ROOT / "yeshi" / "web").rglob("*.html"):
        for key in re.findall(r"\bt\('([\w.]+)'[,)]", path.read_text(encoding="utf-8")):
            assert key in known, f"{path.name}: {key}"


def test_every_setting_is_in_the_readme() -> None:
    """Each variable with what it does."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in VARIABLES:
        assert f"`{name}`" in readme


def test_every_command_is_in_the_readme() -> None:
    """Each command of the command line."""
    from yeshi.cli.commands import app

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"yeshi {command.name or command.callback.__name__}" in readme


def test_lock_files_name_no_address() -> None:
    """Names and versions only."""
    for path in ROOT.glob("*.lock"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert re.fullmatch(r"[\w.\[\]-]+==[\w.+!]+( ; .*)?", line), line


def test_nothing_is_left_for_later() -> None:
    """No notes to oneself in what is shipped."""
    note = re.compile(r"\b(TO" + "DO|FIX" + r"ME|X" + "XX)\b")
    for path in TEXTS:
        assert not note.search(path.read_text(encoding="utf-8")), path
