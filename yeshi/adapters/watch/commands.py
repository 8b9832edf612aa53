"""Telling of each command how it went and how long it took, without flow knowing who listens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from yeshi.base.faults import kind_of
from yeshi.base.ids import digest_of
from yeshi.base.refused import Refused
from yeshi.flow.engine import Act, Command, Engine, Look
from yeshi.flow.ports import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A command that was carried out, refused or failed; `key` as it is kept.

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

    def perform(
        self, key: str, command: str, act: Act, looks: tuple[Look, ...] = (),
        asked: tuple[object, ...] = (), shared: bool = False, unhurried: bool = False,
    ) -> Answer:  # fmt: skip
        """As `Engine.perform`."""
        begun = perf_counter()
        own = key if shared else self.actor.own(key, digest_of(asked))
        try:
            answer = super().perform(key, command, act, looks, asked, shared, unhurried)
        except Exception as fault:
            self.tell(_carried(own, command, fault, perf_counter() - begun))
            raise
        self.tell(_carried(own, command, answer, perf_counter() - begun))
        return answer

    def perform_all(self, commands: Sequence[Command]) -> list[Answer | Exception]:
        """As `Engine.perform_all`; each command is told with its share of the time."""
        begun = perf_counter()
        outcomes = super().perform_all(commands)
        took_s = (perf_counter() - begun) / max(1, len(commands))
        for command, outcome in zip(commands, outcomes, strict=True):
            self.tell(_carried(command.key, command.name, outcome, took_s))
        return outcomes


def _carried(key: str, command: str, outcome: Answer | Exception, took_s: float) -> Carried:
    told, reason = "done", ""
    if isinstance(outcome, Exception):
        told, reason = "failed", kind_of(outcome)
    elif isinstance(outcome, Refused):
        told, reason = "refused", outcome.reason.code()
    return Carried(command=command, key=key, outcome=told, reason=reason, took_s=took_s)
