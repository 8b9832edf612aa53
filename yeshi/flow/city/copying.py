"""A city as what would open it once more, elsewhere."""

from __future__ import annotations

from dataclasses import replace

from yeshi.flow.charter import Charter
from yeshi.flow.city.opening import Opening
from yeshi.flow.ports import Store, Work
from yeshi.flow.terms import Terms
from yeshi.market.catalogue import Item
from yeshi.market.merchant import in_public


def opening_of_open(store: Store, charter: Charter, terms: Terms) -> Opening:
    """What a city is called, where it lies, its terms, its markets and who sells what in it.

    Nothing of what has ended, of its people, its orders and its books, nor what holds for tonight
    alone.
    """
    with store.read() as work:
        merchants = [
            (
                replace(
                    in_public(one),
                    held=None,
                    taking=True,
                    pledge=None,
                    rush=None,
                    paused_until=None,
                ),
                one.id,
            )
            for one in work.merchants.all()
            if one.ended_at is None
        ]
        return Opening(
            name=charter.name,
            centre=charter.centre,
            terms=terms,
            markets=tuple(one for one in work.markets.all() if one.ended_at is None),
            merchants=tuple((one, _menu(work, id_)) for one, id_ in merchants),
            stocks=tuple(one for _, id_ in merchants for one in work.stocks.of(id_)),
        )


def _menu(work: Work, merchant: str) -> tuple[Item, ...]:
    """What the merchant sells; what is off for tonight is on there."""
    menu = (one for one in work.items.of_merchant(merchant) if one.ended_at is None)
    return tuple(replace(one, off_until=None) for one in menu)
