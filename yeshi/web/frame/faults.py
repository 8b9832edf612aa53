"""What the frame itself answers, whatever the route: each fault with its status."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrameFault:
    """A fault by the name under which texts (`error.CODE`) and interfaces know it."""

    code: str
    status: int

    @property
    def type(self) -> str:
        """What problem+json calls it."""
        return f"urn:yeshi:{self.code}"


HOST = FrameFault("host", 400)
UNREAD = FrameFault("unread", 400)
METHOD = FrameFault("method", 405)
TOO_MUCH = FrameFault("too_much", 413)
# What was sent is not what the contract describes; what a rule refuses is a refusal instead.
INVALID = FrameFault("invalid", 422)
NOT_STORABLE = FrameFault("not_storable", 422)
BROKEN = FrameFault("broken", 500)
LACKING = FrameFault("lacking", 501)
DOWN = FrameFault("down", 503)
OUT_OF_TIME = FrameFault("out_of_time", 503)
NO_ENTRIES = FrameFault("no_entries", 503)
