"""Tapping: what a verb of a script is, and what it comes to when its turn comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.storm.city import StormCity
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Answer, Work

T = TypeVar("T")
Draws = Sequence[int]
Tap = Callable[[Engine, str], Answer]
# Sends a command under a key of its own, and gives the answer.
Say = Callable[[str, Tap], Answer]
Act = Callable[[Say], None]
Verb = Callable[[StormCity, Work, Draws], Act | None]


def pick(things: Sequence[T], draw: int) -> T:
    """One of them."""
    return things[draw % len(things)]


def one(tap: Tap) -> Act:
    """What is a single command."""
    return lambda say: void(say("", tap))


def void(_: object) -> None:
    """Let an answer go."""
