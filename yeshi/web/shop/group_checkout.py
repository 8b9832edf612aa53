"""The checkout of a host who pays for all of a group: the lines of all, each with whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yeshi.base.refused import Refused
from yeshi.flow.orders.basket_seen import LineSeen, lines_seen
from yeshi.flow.orders.group_host import for_all
from yeshi.flow.orders.group_seen import TogetherSeen, lists_of
from yeshi.flow.orders.quoting import Wish
from yeshi.orders.guest_wishes import together
from yeshi.web.shop.checkout_form import CheckoutForm
from yeshi.web.shop.checkout_shown import CheckoutShown


@dataclass(slots=True, kw_only=True)
class GroupCheckout(CheckoutShown):
    """One request for that page; nothing on it changes what anybody wants."""

    seen: TogetherSeen

    def look(self) -> None:
        """See what all want, as it can be had now or when it is wanted."""
        engine, wanted = self.page.desk.engine, together(self.seen.group.wanted)
        self.lines = lines_seen(engine, wanted, self.wished_for)
        self.gone = []

    def asks(self, form: CheckoutForm) -> Wish | Refused | None:
        """What is asked a quote for: of each guest what can be had."""
        wish = CheckoutShown.asks(self, form)
        return for_all(self.seen.group, wish) if isinstance(wish, Wish) else wish

    @property
    def template(self) -> str:
        """The page's template."""
        return "shop/group_checkout.html"

    @property
    def at(self) -> str:
        """The path of the group's page."""
        return f"/together/{self.seen.group.id}"

    @property
    def reckon_at(self) -> str:
        """Where it is worked out what it comes to."""
        return f"{self.at}/reckon"

    def facts(self) -> dict[str, Any]:
        """What the page shows besides."""
        return {"view": self.seen, "at": self.at, "lists": self._lists()}

    def _lists(self) -> list[tuple[str, tuple[LineSeen, ...]]]:
        """What each is called who wants something, and their own lines."""
        group = self.seen.group
        lists = lists_of(group, self.lines).items()
        return [(group.guest(number).name, lines) for number, lines in lists if lines]
