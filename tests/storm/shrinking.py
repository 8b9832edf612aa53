"""Shrinking: the fewest actions, and the fewest faults, with which a night still finds the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.storm.script import Script

Fails = Callable[[Script], bool]


def shrink(script: Script, fails: Fails) -> Script:
    """A part of the script that still fails, of which no single action can be left out.

    By delta debugging (Zeller and Hildebrandt, 2002): ever smaller pieces are left out as long as
    what is left fails; then each action that is left goes as it should, if it fails without its
    fault too.
    """
    smaller = _without_pieces(script, fails)
    for at, action in enumerate(smaller):
        if action.fate is not None:
            sound = (*smaller[:at], replace(action, fate=None), *smaller[at + 1 :])
            smaller = sound if fails(sound) else smaller
    return _without_pieces(smaller, fails)


def _without_pieces(script: Script, fails: Fails) -> Script:
    pieces = 2
    while len(script) >= 2:
        length = -(-len(script) // pieces)
        for begin in range(0, len(script), length):
            rest = script[:begin] + script[begin + length :]
            if fails(rest):
                script, pieces = rest, max(2, pieces - 1)
                break
        else:
            if length == 1:
                break
            pieces = min(len(script), pieces * 2)
    return script
