"""docs/security.md goes through every group of ASVS 5.0, once, and names what there is."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOLD = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
# How many groups each chapter of ASVS 5.0 has.
GROUPS = (5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3)
STATES = {"met", "partly", "not yet", "not applicable"}
ROW = re.compile(r"^\| V(\d+)\.(\d+) [^|]+ \| ([^|]+) \| ([^|]*)\|$", re.MULTILINE)
FILE = re.compile(r"`((?:tests|yeshi|tools|docs)/[\w./-]+)`|\]\(([\w./-]+\.md)\)")


def test_every_group_is_told_once_in_order() -> None:
    """With one of four words."""
    rows = ROW.findall(TOLD)
    told = [(int(chapter), int(group)) for chapter, group, _, _ in rows]
    assert told == [
        (chapter, group)
        for chapter, groups in enumerate(GROUPS, 1)
        for group in range(1, groups + 1)
    ]
    assert {state for _, _, state, _ in rows} <= STATES


def test_what_is_met_or_partly_says_by_what() -> None:
    """A claim without anything that shows it is none."""
    for chapter, group, state, by in ROW.findall(TOLD):
        assert by.strip() or state == "not yet", (chapter, group)


def test_every_file_that_is_named_exists() -> None:
    """Tests, code and documents."""
    named = [inside or f"docs/{document}" for inside, document in FILE.findall(TOLD)]
    assert len(named) > 50
    assert [one for one in named if not (ROOT / one).exists()] == []
