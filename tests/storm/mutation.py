"""Mutations: faults put into the code by hand, each a context in which one function is another.

The storm is only worth what it finds: each of these must be found within a thousand seeds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

Mutation = Callable[[], AbstractContextManager[object]]
MUTATIONS: dict[str, Mutation] = {}


def mutation(made: Mutation) -> Mutation:
    """Enter the mutation under its name."""
    MUTATIONS[made.__name__] = made
    return made


@contextmanager
def all_of(*contexts: Any) -> Iterator[None]:
    """All of the contexts at once."""
    with ExitStack() as entered:
        for one in contexts:
            entered.enter_context(one)
        yield
