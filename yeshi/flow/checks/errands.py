"""Errands: each is done once at most, and where it ended is what was told."""

from __future__ import annotations

from collections.abc import Iterator

from yeshi.events.errands import ErrandDone, ErrandGivenUp, ErrandTriedAgain
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.errand import ErrandState
from yeshi.flow.ports import Work

# So many of those that were given up are looked at.
GIVEN_UP_MAX = 1000


class ErrandsCheck(Check):
    """What is done stays done; what is given up was told to be, and nothing else is."""

    def __init__(self) -> None:
        super().__init__()
        self._done: dict[str, None] = {}
        self._given_up: dict[str, None] = {}

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, ErrandDone):
            self._done[event.errand] = None
            self._given_up.pop(event.errand, None)
        elif isinstance(event, ErrandGivenUp):
            self._given_up[event.errand] = None
        elif isinstance(event, ErrandTriedAgain):
            self._given_up.pop(event.errand, None)

    def past(self, work: Work) -> Iterator[BrokenRule]:
        """Errands that were done twice, or are not done; some are forgotten by now."""
        kept = work.errands.get_many(list(self._done))
        for id_ in self._done:
            told = [one.event for one in work.events.of_subject(id_)]
            times = sum(isinstance(one, ErrandDone) for one in told)
            yield from differing("errand.twice", id_, times, 1)
            if id_ in kept:
                yield from differing("errand.done", id_, kept[id_].state, ErrandState.DONE)
        self._done = {}

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Errands that were given up without a word, or are tried though they were."""
        given_up = {one.id for one in work.errands.in_state(ErrandState.GIVEN_UP, GIVEN_UP_MAX)}
        for id_ in sorted(given_up - self._given_up.keys()):
            yield BrokenRule("errand.given_up", id_, "given up", "told to be")
        for id_, one in work.errands.get_many(list(self._given_up)).items():
            yield from differing("errand.given_up", id_, one.state, ErrandState.GIVEN_UP)
