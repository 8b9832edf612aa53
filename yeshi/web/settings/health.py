"""How an installation is, in words for who owns the city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yeshi.base.sentences import sentences
from yeshi.web.frame.desk import Readiness

_LOOP, _OF_ZONE = "loop ", "dispatch"


@dataclass(frozen=True, slots=True)
class PartSeen:
    """A part of the installation: the key of its words, more of it, and what is wrong, or ""."""

    words: str
    more: str
    fault: str


def health_of(parts: Sequence[Readiness], zones: Mapping[str, str]) -> list[PartSeen]:
    """All parts in their order, a line each; `zones`: what the zones are called, by their ids."""
    return [_seen(one, zones) for one in parts]


def _seen(part: Readiness, zones: Mapping[str, str]) -> PartSeen:
    name, _, more = part.name.removeprefix(_LOOP).partition(":")
    kind = f"duty.{name}" if part.name.startswith(_LOOP) else f"part.{name}"
    if f"{kind}_{more}" in sentences("en"):
        kind, more = f"{kind}_{more}", ""
    if name == _OF_ZONE:
        more = zones.get(more, more)
    known = kind in sentences("en")
    return PartSeen(kind if known else "", more if known else part.name, part.fault)
