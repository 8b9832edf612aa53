"""The bar by which one chooses: its chips, each of them an address, and what stays in the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from yeshi.base.money import Money, unit_fen
from yeshi.base.names import Name
from yeshi.market.catalogue import Allergen, Diet
from yeshi.market.choosing import NO_MARKET, Ranking, StallsWanted, WishedFor, WishKind
from yeshi.web.shop.wanted import written

# What is asked for most often, always in sight.
_AT_HAND = (
    WishedFor(WishKind.OPEN, "1"),
    WishedFor(WishKind.WITHIN, "30"),
    WishedFor(WishKind.SPICE, "0"),
    WishedFor(WishKind.SEATS, "1"),
    WishedFor(WishKind.DIET, Diet.VEGETARIAN.value),
)
# Of which there may be several at once.
_SEVERAL = (WishKind.DIET, WishKind.WITHOUT)
_NEW_ADDRESS = "/addresses/new?back="


@dataclass(frozen=True, slots=True)
class WishWord:
    """What a wish is called: by a text with what stands in it, or by the name of a market.

    `of`: the text of what a dish is without.
    """

    code: str
    number: str = ""
    amount: Money | None = None
    of: str | None = None
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A wish that is on, or could be, and where a tap on it leads."""

    wish: WishedFor
    on: bool
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """What is wanted on a page of stalls; `here`: the page shows the stalls of that market alone.

    `typed`: what is looked for, None on pages without. `placed`: it is known to where. `markets`:
    those that one may choose from, with their names.
    """

    path: str
    wanted: StallsWanted
    currency: str
    typed: str | None = None
    here: str | None = None
    placed: bool = False
    markets: tuple[tuple[str, Name], ...] = ()

    @property
    def wishes(self) -> tuple[WishedFor, ...]:
        """What was wished for on this page."""
        return tuple(one for one in self.wanted.wishes if not self._is_here(one))

    @property
    def is_used(self) -> bool:
        """Whether anything is wanted, or in another order."""
        return bool(self.wishes) or self.wanted.ranking is not Ranking.BEST

    @property
    def chips(self) -> list[Chip]:
        """What is wanted, then what is at hand besides."""
        on = list(self.wishes)
        off = [
            wish
            for wish in _AT_HAND
            if not any(one == wish or self._displaces(one, wish) for one in on)
        ]
        return [*(self._chip(one, True) for one in on), *(self._chip(one, False) for one in off)]

    @property
    def rankings(self) -> list[tuple[Ranking, str]]:
        """Each order of the stalls, and where it is."""
        return [(one, self._placed(replace(self.wanted, ranking=one))) for one in Ranking]

    @property
    def cleared(self) -> str:
        """Where nothing is wanted any more."""
        return self.address(StallsWanted(market=self.here))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What stays wanted where something else is looked for."""
        return written(self.wanted)

    @property
    def allergens(self) -> Sequence[Allergen]:
        """What a dish may be without."""
        return tuple(Allergen)

    @property
    def diets(self) -> Sequence[Diet]:
        """Whom a dish may suit."""
        return tuple(Diet)

    @property
    def page_after(self) -> str:
        """The address of another page of the same stalls, up to its number."""
        found = self.address(self.wanted)
        return f"{found}{'&' if '?' in found else '?'}start="

    def address(self, wanted: StallsWanted) -> str:
        """Where that is wanted, and the same is looked for; elsewhere, where it is of no market."""
        path, left = self.path, wanted
        if self.here is not None:
            if wanted.market == self.here:
                left = replace(wanted, market=None)
            else:
                path = "/"
        pairs = [("q", self.typed)] if self.typed else []
        asked = urlencode([*pairs, *written(left)])
        return f"{path}?{asked}" if asked else path

    def without(self, wish: WishedFor | None) -> str:
        """Where that is not wanted any more; of None, where nothing is."""
        return self.address(self.wanted.taking_off(wish)) if wish else self.cleared

    def word(self, wish: WishedFor) -> WishWord:
        """What that wish is called."""
        match wish.kind:
            case WishKind.WITHIN:
                return WishWord("choose.within", number=wish.value)
            case WishKind.PRICE:
                fen = int(wish.value) * unit_fen(self.currency)
                return WishWord("choose.price", amount=Money(fen, self.currency))
            case WishKind.SPICE:
                return WishWord(f"choose.spice_{wish.value}")
            case WishKind.DIET:
                return WishWord(f"diet.{wish.value}")
            case WishKind.WITHOUT:
                return WishWord("choose.without", of=f"allergen.{wish.value}")
            case WishKind.MARKET:
                of_none = "shop.restaurants" if wish.value == NO_MARKET else "choose.this_market"
                return WishWord(of_none, name=dict(self.markets).get(wish.value))
            case _:
                return WishWord(f"choose.{wish.kind.value}")

    def _is_here(self, wish: WishedFor) -> bool:
        return wish.kind is WishKind.MARKET and wish.value == self.here

    def _displaces(self, wish: WishedFor, other: WishedFor) -> bool:
        return wish.kind is other.kind and wish.kind not in _SEVERAL

    def _chip(self, wish: WishedFor, on: bool) -> Chip:
        if on:
            return Chip(wish, True, self.address(self.wanted.taking_off(wish)))
        return Chip(wish, False, self._placed(self.wanted.asking(wish)))

    def _placed(self, wanted: StallsWanted) -> str:
        """Where that is wanted; first where one says where one is, if it takes minutes."""
        to = self.address(wanted)
        new = self.wanted
        by_way = wanted.within != new.within or (
            wanted.ranking is Ranking.SOONEST and new.ranking is not Ranking.SOONEST
        )
        return f"{_NEW_ADDRESS}{quote(to)}" if by_way and not self.placed else to
