"""Favourites: the stalls and dishes that a customer marks, and how they can be had now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.stalls.menus import Stall, cards_of
from yeshi.market.catalogue import Item
from yeshi.market.favourites import (
    FAVOURITES_MAX,
    Favourite,
    FavouriteList,
    TooManyFavourites,
    favourite,
    liked_as,
)
from yeshi.market.merchant import Merchant
from yeshi.market.pictured import ShownPicture, of_dish
from yeshi.market.selection import as_it_comes
from yeshi.market.shelf import StockShelf
from yeshi.people.actor import admit_customer


@dataclass(frozen=True, slots=True, kw_only=True)
class LikedDish:
    """A dish that is liked: of which stall, what it looks like, and whether it can be had now."""

    favourite: Favourite
    item: Item
    stall: Stall
    picture: ShownPicture | None
    can_be_had: bool


@dataclass(frozen=True, slots=True)
class LikedOnce:
    """What is sold no more, by the name that it had where that is known."""

    favourite: Favourite
    name: Name | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Liked:
    """What a customer likes, what can be had now first, of either the latest; and what is gone."""

    stalls: tuple[Stall, ...] = ()
    dishes: tuple[LikedDish, ...] = ()
    gone: tuple[LikedOnce, ...] = ()

    @property
    def count(self) -> int:
        """How much it is."""
        return len(self.stalls) + len(self.dishes) + len(self.gone)

    @property
    def open_stalls(self) -> tuple[Stall, ...]:
        """The stalls that take orders now."""
        return tuple(one for one in self.stalls if one.open)

    @property
    def dishes_there(self) -> tuple[LikedDish, ...]:
        """The dishes that can be had now."""
        return tuple(one for one in self.dishes if one.can_be_had)


NOTHING_LIKED = Liked()


def like(engine: Engine, key: str, customer: str, merchant: str, item: str | None = None) -> Answer:
    """Keep a stall, or a dish of it, among what the customer likes; the answer's `favourite` is it.

    Liking it again changes nothing.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer) or _no_such(turn.work, merchant, item)
        if refused:
            return refused
        known = turn.work.favourite_lists.lock_own(FavouriteList(id=customer))
        one = favourite(merchant, item, turn.now)
        if one.id not in known.ids:
            if len(known.favourites) >= FAVOURITES_MAX:
                return Refused(TooManyFavourites(FAVOURITES_MAX))
            turn.work.favourite_lists.put(known.including(one))
        return Done({"favourite": one.id})

    return engine.perform(key, "like", act, asked=(customer, merchant, item))


def unlike(engine: Engine, key: str, customer: str, id_: str) -> Answer:
    """Take something out of what the customer likes; what is not in it is taken out already."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        known = turn.work.favourite_lists.lock(customer)
        if known is not None and id_ in known.ids:
            turn.work.favourite_lists.put(known.without(id_, turn.now))
        return Done({"favourite": id_})

    return engine.perform(key, "unlike", act, asked=(customer, id_))


def list_of(engine: Engine, customer: str) -> FavouriteList:
    """What the customer likes, the latest first."""
    with engine.store.read() as work:
        return work.favourite_lists.get(customer) or FavouriteList(id=customer)


def liked_by(engine: Engine, customer: str) -> Liked:
    """The same with the stalls and dishes as they are now; what can be had first."""
    with engine.store.read() as work:
        known = work.favourite_lists.get(customer)
        if known is None or not known.favourites:
            return NOTHING_LIKED
        return _liked(engine, work, known.favourites)


def _no_such(work: Work, merchant: str, item: str | None) -> Refused | None:
    stall = work.merchants.get(merchant)
    if stall is None or stall.ended_at:
        return Refused(Unknown("merchant", merchant))
    dish = work.items.get(item) if item else None
    if item and (dish is None or dish.merchant != merchant or dish.ended_at):
        return Refused(Unknown("item", item))
    return None


def _liked(engine: Engine, work: Work, favourites: tuple[Favourite, ...]) -> Liked:
    merchants = work.merchants.get_many(list({one.merchant for one in favourites}))
    there = [one for one in merchants.values() if one.ended_at is None]
    cards = cards_of(engine, work, there, [])
    items = work.items.get_many([one.item for one in favourites if one.item])
    stalls = [cards[o.merchant] for o in favourites if not o.is_dish and o.merchant in cards]
    dishes = _dishes(engine, work, favourites, items, cards)
    kept = {one.favourite.id for one in dishes} | {liked_as(one.merchant.id) for one in stalls}
    named: dict[str, Item | Merchant] = {**merchants, **items}
    return Liked(
        stalls=tuple(sorted(stalls, key=lambda one: not one.open)),
        dishes=tuple(sorted(dishes, key=lambda one: not one.can_be_had)),
        gone=tuple(
            LikedOnce(one, thing.name if (thing := named.get(one.item or one.merchant)) else None)
            for one in favourites
            if one.id not in kept
        ),
    )


def _dishes(
    engine: Engine, work: Work, favourites: Sequence[Favourite], items: Mapping[str, Item],
    cards: Mapping[str, Stall],
) -> list[LikedDish]:  # fmt: skip
    shelf = _shelf(work, items)
    pictures = work.shown_pictures.get_many([of_dish(one) for one in items])
    found = []
    for one in favourites:
        item, stall = items.get(one.item or ""), cards.get(one.merchant)
        if item is None or item.ended_at or stall is None:
            continue
        found.append(
            LikedDish(
                favourite=one,
                item=item,
                stall=stall,
                picture=pictures.get(of_dish(item.id)),
                can_be_had=stall.open and _can_be_had(engine, item, shelf),
            )
        )
    return found


def _shelf(work: Work, items: Mapping[str, Item]) -> StockShelf:
    """Those dishes with those of their sets, and what is left of all that they take."""
    parts = work.items.get_many(list({part for one in items.values() for part in one.parts}))
    dishes = {**parts, **items}
    choices = [c for one in dishes.values() for group in one.groups for c in group.choices]
    named = {one.stock for one in dishes.values()} | {one.stock for one in choices}
    return StockShelf(dishes, work.stocks.get_many(sorted(one for one in named if one)))


def _can_be_had(engine: Engine, item: Item, shelf: StockShelf) -> bool:
    """Whether one of it as it comes can be had now, were its stall open."""
    now, calendar = engine.clock.now(), engine.terms.calendar
    dishes = [item, *(shelf.items[one] for one in item.parts if one in shelf.items)]
    if len(dishes) <= len(item.parts) or not all(one.is_on(now, calendar) for one in dishes):
        return False
    return shelf.most_of(as_it_comes(item, shelf.items, shelf).takes) > 0
