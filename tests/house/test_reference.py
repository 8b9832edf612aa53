"""The reference says what the code says, and every file and word of the documents is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT
from tools.reference import PAGES, REFERENCE
from yeshi.base import errors
from yeshi.base.errors import YeshiError
from yeshi.base.refused import every_reason
from yeshi.events.kinds import BY_KIND

PATHS = re.compile(r"`((?:yeshi|tests|docs|bench|examples|tools)/[\w./-]+)`")
SHORT_PATHS = re.compile(r"`([a-z_0-9]+(?:/[\w.]+)*/(?:[\w]+\.(?:py|md|toml|sql|html))?)`")


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_is_as_the_code_is(name: str) -> None:
    """Else: python -m tools.reference."""
    written = (REFERENCE / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "python -m tools.reference"


def test_every_event_and_every_refusal_is_in_the_reference() -> None:
    """By the name that is kept and sent."""
    told = {name: (REFERENCE / name).read_text(encoding="utf-8") for name in PAGES}
    for kind in BY_KIND:
        assert f"| `{kind}` |" in told["events.md"]
    for reason in every_reason():
        if reason.__module__.startswith("yeshi"):
            assert f"| `{reason.code()}` |" in told["errors.md"]


def test_every_error_is_in_the_drawn_tree() -> None:
    """Of base/errors.py, which the reference prints."""
    pending: list[type[YeshiError]] = [YeshiError]
    while pending:
        error = pending.pop()
        pending += error.__subclasses__()
        if error.__module__.startswith("yeshi"):
            assert error.__name__ in (errors.__doc__ or ""), error


@pytest.mark.parametrize(
    "path", [ROOT / "CONTRIBUTING.md", ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)  # fmt: skip
def test_every_path_that_a_document_names_is_there(path: Path) -> None:
    """From the root, or from `yeshi/`."""
    text = path.read_text(encoding="utf-8")
    named = {*PATHS.findall(text), *SHORT_PATHS.findall(text)}
    roots = (ROOT, ROOT / "yeshi")
    gone = [one for one in named if not any((root / one).exists() for root in roots)]
    assert not gone


def glossary() -> list[list[str]]:
    """The rows of the glossary: word, 中文, meaning, type, module."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_the_glossary_names_each_word_once_and_the_types_where_they_are() -> None:
    """A type, if the word has one, is in the module that is named."""
    rows = [row for row in glossary() if row[0] not in ("word", "---")]
    words = [row[0] for row in rows]
    assert len(words) == len(set(words))
    assert words == sorted(words, key=str.lower)
    for word, chinese, meaning, type_, module in rows:
        assert chinese, word
        assert meaning, word
        place = ROOT / "yeshi" / module.strip("`")
        assert place.exists(), f"{word}: {module}"
        if type_:
            source = place.read_text(encoding="utf-8")
            name = type_.strip("`")
            assert re.search(rf"^(class|def) {name}\b|^{name}\b", source, re.MULTILINE), word
