"""What the frame itself answers, whatever the route: each fault with its status."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrameFault:
    """A fault by the name under which texts (`error.CODE`) and interfaces know it.

    `again_s`: the real seconds after which it is worth asking again, where that may help.
    """

    code: str
    status: int
    again_s: int | None = None

    @property
    def type(self) -> str:
        """What problem+json calls it."""
        return f"urn:yeshi:{self.code}"


HOST = FrameFault("host", 400)
UNREAD = FrameFault("unread", 400)
FOREIGN = FrameFault("foreign", 403)
STALE = FrameFault("stale", 403)
METHOD = FrameFault("method", 405)
SLOW = FrameFault("slow", 408)
TOO_MUCH = FrameFault("too_much", 413)
ELSEWHERE = FrameFault("elsewhere", 421)
# What was sent is not what the contract describes; what a rule refuses is a refusal instead.
INVALID = FrameFault("invalid", 422)
NOT_STORABLE = FrameFault("not_storable", 422)
TOO_LONG = FrameFault("too_long", 422)
TOO_MANY = FrameFault("too_many", 429, 15)
ASKED_TOO_MUCH = FrameFault("asked_too_much", 429, 10)
BROKEN = FrameFault("broken", 500)
LACKING = FrameFault("lacking", 501)
DOWN = FrameFault("down", 503, 2)
OUT_OF_TIME = FrameFault("out_of_time", 503, 5)
NO_ENTRIES = FrameFault("no_entries", 503, 30)
LATE = FrameFault("late", 503, 10)
BUSY = FrameFault("busy", 503, 3)
CROWDED = FrameFault("crowded", 503, 5)
