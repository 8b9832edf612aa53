"""One request for the page on which one orders, and what stands on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from fastapi.responses import HTMLResponse

from yeshi.base.limits import CUTLERY_MAX
from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sentences import say
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import addresses, reading
from yeshi.flow.orders.basket_seen import LineSeen, lines_seen
from yeshi.flow.orders.checking_out import Checkout, checkout
from yeshi.flow.orders.invoices_seen import invoice_suggested
from yeshi.flow.orders.quoting import AtCounter, Wish
from yeshi.flow.orders.replacing import replacements
from yeshi.orders.addresses import AddressBook
from yeshi.orders.checkout import BeyondZones, TooFar
from yeshi.orders.lines import deals_of
from yeshi.orders.order import Destination
from yeshi.vouchers.code import WRITTEN_LENGTH_MAX
from yeshi.web.frame.answering import PageReply
from yeshi.web.frame.visitor import Visitor
from yeshi.web.frame.voucher_words import rules_said
from yeshi.web.shop.address_forms import whereabouts
from yeshi.web.shop.checkout_form import (
    DOOR,
    NEW,
    PROMISE,
    CheckoutForm,
    each_of,
    parts_of,
    read_form,
    tips_in,
    written,
)
from yeshi.web.shop.later_form import later_days
from yeshi.web.shop.voucher_codes import enter_code
from yeshi.web.shop.welcome import WELCOME_FEN

# Whose wallet lacks something pays in cash, where they may.
_BOTH = (PaidBy.WALLET, PaidBy.CASH)
# Of a new address, what says that one has begun to fill it in.
_BEGUN = ("x", "y", "near", "address")


@dataclass(slots=True, kw_only=True)
class CheckoutShown:
    """One request for the page: by whom, with what in the basket, and what they may choose from."""

    page: PageReply
    guest: Visitor
    language: str
    lines: list[LineSeen] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    book: AddressBook = field(init=False)
    wished_for: datetime | None = None
    # Whether a code was entered, by which the voucher that is chosen came.
    by_code: bool = False

    def __post_init__(self) -> None:
        self.book = addresses.book_of(self.page.desk.engine, self.guest.customer)
        self.look()

    def look(self) -> None:
        """See what is in the basket now; what nobody sells any more goes out of it."""
        self.lines = lines_seen(self.page.desk.engine, self.guest.basket, self.wished_for)
        sold = {one.written for one in self.lines}
        self.gone = [one for one in self.guest.basket if one not in sold]
        for one in self.gone:
            del self.guest.basket[one]

    def filled(self, said: Mapping[str, str]) -> CheckoutForm | Refused:
        """What was filled in."""
        ids = [one.id for one in self.book.addresses]
        form = read_form(said, ids, len(self.page.desk.doors))
        if not isinstance(form, Refused) and form.wished_for:
            self.wished_for = form.wished_for
            self.look()
        return form

    def untouched(self) -> CheckoutForm:
        """The form before anybody touched it: to the address used last, or where the demo is."""
        chosen = self.book.chosen
        to = chosen.id if chosen else DOOR if self.page.desk.doors else NEW
        return CheckoutForm(by=Fulfilment.DELIVERY, to=to, said={})

    def asks(self, form: CheckoutForm) -> Wish | Refused | None:
        """What is asked a quote for; None where it is not said to where."""
        to = self.going_to(form)
        if to is None or isinstance(to, Refused):
            return to
        on_top = form.wished_on_top(self.page.desk.engine.terms.currency)
        if isinstance(on_top, Refused):
            return on_top
        wanted = {one.written: one.quantity for one in self.lines if one.most}
        return Wish(self.guest.customer, wanted, to, form.round_up or None, on_top)

    def enter_code(self, form: CheckoutForm, key: str) -> CheckoutForm | Refused:
        """The form with the voucher of the code that was typed; or why there is none."""
        desk, customer = self.page.desk, self.guest.customer
        named = f"code:{customer}:{key}"
        answer = enter_code(desk, self.page.request, named, customer, form.text("voucher_code"))
        if isinstance(answer, Refused):
            return answer
        self.by_code = True
        return replace(form, campaign=answer.data["campaign"])

    def going_to(self, form: CheckoutForm) -> Destination | AtCounter | Refused | None:
        """Where it goes."""
        phone = form.text("phone")
        if not form.is_brought:
            return AtCounter(phone)
        if form.to == NEW:
            return self._new(form, phone)
        if form.to == DOOR:
            door = self.page.desk.doors[form.door]
            words = f"{door.name.in_language(self.language)} {form.text('words')}".strip()
            return Destination(door.place, words, "", phone)
        address = self.book.get(form.to)
        if address is None:
            return Refused(Unknown("address", form.to))
        return address.to if address.to.phone else replace(address.to, phone=phone)

    def _new(self, form: CheckoutForm, phone: str) -> Destination | Refused | None:
        if not any(form.text(name) for name in _BEGUN):
            return None
        found = whereabouts(form.said, addresses.places_of(self.page.desk.engine))
        if isinstance(found, Refused):
            return found
        return Destination(found.place, found.address, found.door_note, phone)

    @property
    def template(self) -> str:
        """The page's template."""
        return "shop/basket.html"

    @property
    def reckon_at(self) -> str:
        """Where it is worked out what it comes to."""
        return "/basket/reckon"

    def whither(self) -> dict[str, Any]:
        """To where it may be brought."""
        desk = self.page.desk
        return {
            "addresses": self.book.addresses,
            "places": addresses.places_of(desk.engine),
            "doors": desk.doors,
        }

    def facts(self) -> dict[str, Any]:
        """What the page shows besides."""
        return {}

    @property
    def welcome(self) -> Money:
        """What the wallet of a trial is filled with."""
        return Money(WELCOME_FEN, self.page.desk.engine.terms.currency)

    def shown_with(
        self, form: CheckoutForm, changes: Sequence[str] = (), status: int = 200
    ) -> HTMLResponse:
        """The page, with what it comes to as the form is filled in."""
        engine, customer = self.page.desk.engine, self.guest.customer
        wish = self.asks(form)
        asked = None if isinstance(wish, Refused) else wish
        at = form.wished_for
        found = checkout(engine, self.lines, customer, asked, self.welcome, at)
        if isinstance(wish, Refused):
            found = replace(found, refused=wish)
        return self.page.show(self.template, status, **self._facts(form, found, changes))

    def _facts(self, form: CheckoutForm, found: Checkout, changes: Sequence[str]) -> dict[str, Any]:
        page, desk, quote = self.page, self.page.desk, found.quote
        parts = parts_of(quote) if quote else {}
        way = form.way or (PaidBy.CASH if found.lacks and {*_BOTH} <= {*found.ways} else None)
        far = found.refused and isinstance(found.refused.reason, TooFar | BeyondZones)
        return {
            "checkout": found,
            "reckon_at": self.reckon_at,
            **self.facts(),
            "form": form,
            "gone": self.gone,
            "changes": changes,
            "dearer": form.shown.dearer(self.lines) if changes else {},
            "each_of": each_of,
            "deals_of": deals_of,
            "fen_of": lambda line: each_of(line).fen,
            "replacements": replacements(desk.engine, self.lines),
            **self.whither(),
            "tips": tips_in(desk.engine.terms.currency),
            "cutlery": [
                (number, say(self.language, "slip.cutlery", count=number) if number else
                 say(self.language, "slip.no_cutlery"))
                for number in range(CUTLERY_MAX + 1)
            ],
            "programmes": self.programmes(),
            **self._of_vouchers(form, found),
            "shown": written(parts),
            "promised_s": parts.get(PROMISE, 0),
            "later": later_days(
                found.times, form.wished_for, desk.engine.terms.calendar, desk.engine.clock.now()
            ),
            "wished_at": desk.engine.terms.calendar.local(form.wished_for).isoformat()
            if form.wished_for
            else "",
            "suggested": invoice_suggested(desk.engine, self.guest.customer),
            "way": way or (found.ways[0] if found.ways else None),
            "provider": form.provider or (self.first_provider(found) if not way else ""),
            "mends": far and form.is_brought,
            "sentence_of": lambda refused: desk.render.sentence(
                page.request, desk.named(refused, page.request)
            ),
        }  # fmt: skip

    @staticmethod
    def first_provider(found: Checkout) -> str:
        """Through whom it is paid where nobody has chosen yet, "" where in another way."""
        through = bool(found.ways) and found.ways[0] is PaidBy.ONLINE
        return found.providers[0] if through else ""

    def programmes(self) -> list[tuple[str, str]]:
        """To what one may round up, the programme first that the city proposes; none is chosen for
        anybody."""
        engine = self.page.desk.engine
        found = sorted(reading.programmes(engine), key=lambda one: one.id != engine.terms.round_up)
        return [(one.id, one.name.in_language(self.language)) for one in found]

    def _of_vouchers(self, form: CheckoutForm, found: Checkout) -> dict[str, Any]:
        """How rules are said, and the name of the voucher that a code has just brought."""
        chosen = (one.campaign for one in found.vouchers if one.campaign.id == form.campaign)
        got = next(chosen, None) if self.by_code else None
        return {
            "rules_of": lambda one: list(rules_said(one.campaign.rules, one.places, self.language)),
            "code_most": WRITTEN_LENGTH_MAX,
            "got_voucher": got.name if got else None,
        }

    def once_more(self, form: CheckoutForm, refused: Refused, at: str = "") -> HTMLResponse:
        """The page with what was filled in, and beside its field what is wrong."""
        self.look()
        return self.page.again(self.shown_with(form), refused, form.said, at)
