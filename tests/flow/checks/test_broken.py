"""A breach is told where two things differ, and nowhere else."""

from __future__ import annotations

from yeshi.flow.checks.broken import BrokenRule, differing


def test_what_is_the_same_is_no_breach() -> None:
    """And what is not says both."""
    assert not list(differing("rule", "thing", 1, 1))
    assert list(differing("rule", "thing", 1, 2)) == [BrokenRule("rule", "thing", "1", "2")]
