"""The table of reactions has no cycles and posts all that moves money."""

from graphlib import TopologicalSorter

from yeshi.events.kinds import BY_KIND
from yeshi.events.record import Event
from yeshi.flow.orders.posting import post
from yeshi.flow.table import TABLE
from yeshi.ledger.postings import POSTED


def test_no_chain_comes_back_to_where_it_began() -> None:
    """A topological order of the events exists."""
    effects: dict[type[Event], set[type[Event]]] = {
        event: {emitted for reaction in reactions for emitted in reaction.emits}
        for event, reactions in TABLE.items()
    }
    assert list(TopologicalSorter(effects).static_order())


def test_what_moves_money_is_posted() -> None:
    """Every event of the money table has the posting reaction, and no other has."""
    posting = {
        event for event, reactions in TABLE.items() if any(r.react is post for r in reactions)
    }
    assert posting == set(POSTED)


def test_each_kind_has_its_own_name() -> None:
    """Kinds are told apart by name when they are read back."""
    assert len(BY_KIND) == len(set(BY_KIND.values()))
