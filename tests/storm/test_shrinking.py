"""A failing script is made small: what does not matter goes, faults first made sound."""

from __future__ import annotations

from tests.storm.mutations import MUTATIONS
from tests.storm.night import play
from tests.storm.script import Script, draw_script, named, only
from tests.storm.shrinking import shrink


def test_what_does_not_matter_is_left_out() -> None:
    """Of four hundred actions the two that make it fail are left, and of their faults that of one."""
    whole = draw_script(1)
    fated = [one for one in whole if one.fate]
    first, second = fated[3], fated[20]

    def fails(script: Script) -> bool:
        return second in script and any(one.number == first.number for one in script)

    small = shrink(whole, fails)
    assert [one.number for one in small] == [first.number, second.number]
    assert [one.fate for one in small] == [None, second.fate]
    assert only(whole, named(small, whole).split(",")) == small


def test_a_night_with_a_mutation_is_made_small() -> None:
    """A handful of actions still finds the doubled pay, by the same rule."""
    with MUTATIONS["doubled_pay"]():
        failure = play(1)
        assert failure is not None

        def fails(script: Script) -> bool:
            found = play(1, script)
            return found is not None and found.kind == failure.kind

        small = shrink(draw_script(1), fails)
    assert 0 < len(small) <= 12


def test_any_part_of_a_script_can_be_played() -> None:
    """An action whose thing is not there does nothing."""
    whole = draw_script(5)
    assert play(5, whole[::3]) is None
    assert play(5, ()) is None
