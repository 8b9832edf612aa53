"""Who acts under a lease does so within its context, on that thread, and nobody else."""

from __future__ import annotations

from threading import Thread

from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.sure import there
from yeshi.flow.lease import Lease, acting, acting_under


def test_a_thread_acts_under_the_innermost_lease_and_another_under_none() -> None:
    """After the context it is as before, also after a fault."""
    store = MemoryStore("CNY")
    seen: list[Lease | None] = []
    with store.lease("a") as one, store.lease("b") as other:
        first, second = there(one, "lease"), there(other, "lease")
        assert acting() is None
        with acting_under(first):
            thread = Thread(target=lambda: seen.append(acting()))
            thread.start()
            thread.join()
            try:
                with acting_under(second):
                    assert acting() is second
                    raise ValueError
            except ValueError:
                assert acting() is first
        assert acting() is None
    assert seen == [None]
    assert (first.name, first.number) == ("a", 1)
