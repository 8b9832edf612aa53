"""As whom the twin's people act."""

from __future__ import annotations

from tests.builders import SmallCity
from yeshi.people.actor import CLOCK
from yeshi.twin.actors.parts import unmasked


def test_unmasked_they_act_as_the_clock() -> None:
    """Whoever they are: a rehearsal asks for nobody."""
    engine = SmallCity().engine
    assert {unmasked(engine)(one).actor for one in ("a", "x", "guest-001")} == {CLOCK}
