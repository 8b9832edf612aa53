"""What many look at is computed once, and kept until an event that concerns it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from yeshi.flow.ports import Tidemark
from yeshi.web.frame.tide import Tide

T = TypeVar("T", bound=str | bytes)
# What is kept at most, by its length; the answers asked for longest ago are let go first.
SIZE_MAX = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown, of which nothing depends on who looks at it but their language.

    `what`: its name, with all that chooses it. `concerns`: an event that concerns one of these ids
    may change it. `minute`: the city's, for what depends on the time of day; else None. `moving`:
    it also tells where couriers are.
    """

    what: Hashable
    language: str
    concerns: tuple[str, ...]
    minute: str | None = None
    moving: bool = False


@dataclass(slots=True)
class Answer(Generic[T]):
    """An answer as it was computed: from a record that went at least to `mark` and `number`.

    `number` is that of the last event that concerned it, None where that is not sure.
    """

    future: Future[T]
    number: int | None
    mark: Tidemark
    minute: str | None
    size: int = field(default=0)


class Answers:
    """Keeps answers in this process; any thread may ask.

    What is asked for is read from the record at that moment: whoever has just changed something
    sees it, in whichever process it was changed. Who was told of news is answered with what is as
    new as that news, and all who were told the same with the same.
    """

    def __init__(self, tide: Tide) -> None:
        self._tide = tide
        self._kept: OrderedDict[Hashable, Answer[str | bytes]] = OrderedDict()
        self._size = 0
        self._alone = Lock()

    def shown(self, shown: Shown, compute: Callable[[], T], told: Tidemark | None = None) -> T:
        """What `compute` returns, now or since the last event that concerns it.

        `told`: up to where the one who asks was told of news; None for who asks by themselves.
        """
        key = (shown.what, shown.language)
        with self._alone:
            kept = self._found(key, shown, None, told)
        if kept is not None:
            return kept.future.result()  # type: ignore[return-value]
        stand = self._tide.now(shown.concerns)
        answer: Answer[T] = Answer(
            Future(), stand.number if stand.sure else None, self._tide.heard, shown.minute
        )
        with self._alone:
            kept = self._found(key, shown, stand.number, told)
            if kept is None:
                self._put(key, answer)
        if kept is not None:
            return kept.future.result()  # type: ignore[return-value]
        return self._computed(key, answer, compute)

    def forget(self) -> None:
        """Keep nothing of what was computed."""
        with self._alone:
            self._kept.clear()
            self._size = 0

    def _found(
        self, key: Hashable, shown: Shown, number: int | None, told: Tidemark | None
    ) -> Answer[str | bytes] | None:
        """What is kept, where it is that of the number, or as new as what was told."""
        kept = self._kept.get(key)
        if kept is None or kept.minute != shown.minute:
            return None
        same = number is not None and kept.number == number and not shown.moving
        if not same and (told is None or not kept.mark.reaches(told)):
            return None
        self._kept.move_to_end(key)
        return kept

    def _computed(self, key: Hashable, answer: Answer[T], compute: Callable[[], T]) -> T:
        try:
            found = compute()
        except BaseException as fault:
            self._drop(key, answer)
            answer.future.set_exception(fault)
            raise
        with self._alone:
            if self._kept.get(key) is answer:
                answer.size = len(found)
                self._size += answer.size
                while self._size > SIZE_MAX and self._kept:
                    _, oldest = self._kept.popitem(last=False)
                    self._size -= oldest.size
        answer.future.set_result(found)
        return found

    def _put(self, key: Hashable, answer: Answer[T]) -> None:
        before = self._kept.pop(key, None)
        self._size -= before.size if before else 0
        self._kept[key] = answer  # type: ignore[assignment]

    def _drop(self, key: Hashable, answer: Answer[T]) -> None:
        with self._alone:
            if self._kept.get(key) is answer:
                del self._kept[key]
