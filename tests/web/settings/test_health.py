"""The parts of an installation are told in words, and by their names where nobody wrote any."""

from __future__ import annotations

from yeshi.base.sentences import LANGUAGES, sentences
from yeshi.web.frame.desk import Readiness
from yeshi.web.settings.health import PartSeen, health_of


def test_each_part_has_its_words() -> None:
    """A lane has its own, a zone is named beside the loop's, and what is unknown is shown as is."""
    names = ("database", "loop errands:quick", "loop errands:long", "loop dispatch:east", "odd")
    assert health_of([Readiness(name, "") for name in names], {"east": "East"}) == [
        PartSeen("part.database", "", ""), PartSeen("duty.errands_quick", "", ""),
        PartSeen("duty.errands_long", "", ""), PartSeen("duty.dispatch", "East", ""),
        PartSeen("", "odd", ""),
    ]  # fmt: skip
    for language in LANGUAGES:
        assert {"duty.errands_quick", "duty.errands_long"} <= set(sentences(language))


def test_what_is_wrong_is_told_with_its_part() -> None:
    """In the words of who found it."""
    (seen,) = health_of([Readiness("database", "it does not answer")], {})
    assert seen.fault == "it does not answer"
