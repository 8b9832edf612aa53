"""Telling of each command how it went and how long it took, without flow knowing who listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from yeshi.base.faults import kind_of
from yeshi.base.refused import Refused
from yeshi.flow.engine import Act, Engine, Look
from yeshi.flow.ports import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A command that was carried out, refused or failed.

    `outcome`: done, refused or failed; `reason`: the code of the refusal, or the kind of the fault.
    """

    command: str
    key: str
    outcome: str
    reason: str
    took_s: float


def nobody(_: Carried) -> None:
    """Let it be told to nobody."""


class WatchedEngine(Engine):
    """An engine that calls `tell` after each command; whoever wires it says whom it tells."""

    tell: Callable[[Carried], None] = staticmethod(nobody)

    def perform(self, key: str, command: str, act: Act, looks: tuple[Look, ...] = ()) -> Answer:
        """As `Engine.perform`."""
        begun = perf_counter()

        def told(outcome: str, reason: str = "") -> None:
            self.tell(
                Carried(
                    command=command,
                    key=key,
                    outcome=outcome,
                    reason=reason,
                    took_s=perf_counter() - begun,
                )
            )

        try:
            answer = super().perform(key, command, act, looks)
        except Exception as fault:
            told("failed", kind_of(fault))
            raise
        if isinstance(answer, Refused):
            told("refused", answer.reason.code())
        else:
            told("done")
        return answer
