"""Many things that need not wait for one another, such as nights: who does them, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

Asked = TypeVar("Asked")
Given = TypeVar("Given")


class Crew(Protocol):
    """Workers that are asked one thing after the other."""

    def each(
        self, do: Callable[[Asked], Given], asked: Sequence[Asked]
    ) -> Iterator[tuple[Asked, Given]]:
        """What `do` gives for each thing asked, as it is done; whoever leaves ends the rest.

        All three are sent to workers. What a lost worker did is done anew by another. Raises what
        `do` raised; WorkerGone when the workers were lost that did one thing again and again.
        """
        ...
