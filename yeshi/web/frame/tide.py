"""How far this process has heard the record, and which event concerned whom last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from yeshi.flow.ports import News, Store, Tidemark, settled_end

EVERYTHING = "*"
# Of so many ids it is known which event concerned them last; of all others, that it was earlier.
IDS_MAX = 50_000
# Whoever has not heard of more events than this has to be told first.
BEHIND_MAX = 500


@dataclass(frozen=True, slots=True)
class Stand:
    """The number of the last event that concerns somebody, of all that are kept by now.

    `sure`: no event of a lower number can come to be kept any more.
    """

    number: int
    sure: bool


class Tide:
    """Hears news, and knows of each id the last event that concerns it; any thread may ask."""

    def __init__(self, store: Store) -> None:
        self._store, self._alone = store, Lock()
        self._heard: Tidemark | None = None
        self._last: dict[str, int] = {}
        # No event above this number concerned whoever is not in `_last`.
        self._floor = 0

    def hear(self, news: News) -> None:
        """Take in what was read of the record."""
        with self._alone:
            heard = self._heard
            if heard is None or heard.events < news.since.events:
                # What lies between was heard by nobody here: it may have concerned anybody.
                self._last.clear()
                self._floor = news.since.events
                heard = Tidemark(news.since.events, heard.moves if heard else 0)
            for number, concerned in news.events:
                if number > heard.events:
                    self._note(number, concerned)
            self._heard = Tidemark(
                max(heard.events, news.until.events), max(heard.moves, news.until.moves)
            )

    @property
    def heard(self) -> Tidemark:
        """How far was heard: all that is up to here is kept, and seen by whoever reads now."""
        return self._heard or Tidemark(0, 0)

    def concerns_since(self, mark: Tidemark, ids: Sequence[str]) -> bool:
        """Whether anything that was heard after that mark may concern one of the ids."""
        with self._alone:
            if self._heard is None:
                return True
            moved = EVERYTHING in ids and self.heard.moves > mark.moves
            return moved or self._last_of(ids) > mark.events

    def now(self, ids: Sequence[str]) -> Stand:
        """How it stands with the ids in the record, heard or not."""
        with self._store.read() as work:
            begun = self._heard
            if begun is None:
                end = settled_end(work.events)
                if end is None:
                    return Stand(0, sure=False)
                begun = Tidemark(end, 0)
            newer = work.events.kept_after(begun.events, BEHIND_MAX)
            through = newer[-1].seq if newer else begun.events
            if through > begun.events + len(newer):
                # Numbers are missing: which of them will be for ever is told where they are kept.
                settled = work.events.after(begun.events, BEHIND_MAX)
                through = settled[-1].seq if settled else begun.events
                newer = [*settled, *(one for one in newer if one.seq > through)]
        with self._alone:
            if self._heard is None:
                self._heard, self._floor = begun, begun.events
            number, beyond = 0, False
            for one in newer:
                if self._heard.events < one.seq <= through:
                    self._note(one.seq, one.event.concerns)
                    self._heard = Tidemark(one.seq, self._heard.moves)
                elif one.seq > self._heard.events:
                    beyond = True
                    if EVERYTHING in ids or not set(ids).isdisjoint(one.event.concerns):
                        number = one.seq
            sure = not beyond and len(newer) < BEHIND_MAX
            return Stand(max(number, self._last_of(ids)), sure)

    def _last_of(self, ids: Iterable[str]) -> int:
        heard = self.heard.events
        return max(heard if id_ == EVERYTHING else self._last.get(id_, self._floor) for id_ in ids)

    def _note(self, number: int, concerned: Iterable[str]) -> None:
        for id_ in concerned:
            # Put anew, so that who was concerned longest ago comes first.
            self._last.pop(id_, None)
            self._last[id_] = number
        while len(self._last) > IDS_MAX:
            self._floor = self._last.pop(next(iter(self._last)))
