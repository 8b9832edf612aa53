"""The form on which one orders: how what is filled in is read, and what the page showed by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from yeshi.base.limits import CUTLERY_MAX, QUANTITY_MAX
from yeshi.base.money import Money, unit_fen
from yeshi.base.refused import Invalid, Refused
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.orders import PaidBy
from yeshi.flow.orders.basket_seen import LineSeen
from yeshi.flow.orders.quoting import OnTop
from yeshi.orders.checkout import Quote
from yeshi.orders.invoice_wish import InvoiceFor, InvoiceKind
from yeshi.orders.notes import OrderNotes
from yeshi.web.frame.amounts import amount_of
from yeshi.web.shop.later_form import read_day, read_moment

NEW, DOOR, BEST, OWN_TIP = "new", "", "best", "own"
# In units of the currency.
TIPS = ("0", "2", "5", "10")
# What comes to a table is ordered, and paid, at its tab.
_RECEIVED = (Fulfilment.DELIVERY.value, Fulfilment.PICK_UP.value)
_WAYS = (PaidBy.WALLET.value, PaidBy.CASH.value)
# Before the name of a provider that is paid through.
ONLINE = f"{PaidBy.ONLINE}-"
COUNT, WAS, NOTE = "count:", "was:", "note:"
PROMISE = "promise"
# A promise that is later by less than this is no other promise.
PROMISE_S = 60


@dataclass(frozen=True, slots=True)
class ShownBill:
    """What the page showed when it was sent: each part of the bill in fen, the seconds promised,
    and what one of each line cost; nothing where it showed no bill."""

    parts: Mapping[str, int] = field(default_factory=dict)
    each: Mapping[str, int] = field(default_factory=dict)

    def differs(self, quote: Quote) -> tuple[str, ...]:
        """What of the bill, or the promise, is no longer as it was shown."""
        now = parts_of(quote)
        bill = tuple(one for one in now if one != PROMISE and now[one] != self.parts.get(one))
        later = now[PROMISE] - self.parts.get(PROMISE, 0) > PROMISE_S
        return (*bill, *((PROMISE,) if later else ()))

    def dearer(self, lines: Sequence[LineSeen]) -> dict[str, Money]:
        """What one cost before, of the lines that cost something else now."""
        found = {}
        for one in lines:
            was, now = self.each.get(one.written), each_of(one)
            if was is not None and was != now.fen:
                found[one.written] = Money(was, now.currency)
        return found


def each_of(line: LineSeen) -> Money:
    """What one of the line costs, packing included."""
    return line.line.price + line.line.packing


def parts_of(quote: Quote) -> dict[str, int]:
    """The bill as the page shows it, part by part in fen, and the promise in seconds."""
    bill = quote.bill
    named = {
        "items": bill.items, "packing": bill.packing, "delivery": bill.delivery,
        "voucher": bill.voucher, "donation": bill.donation,
    }  # fmt: skip
    promised_s = int((quote.promised_by - quote.made_at).total_seconds())
    at_most = {
        "deals": bill.deals.fen if bill.deals else 0, "tip": bill.tip.fen if bill.tip else 0
    }  # fmt: skip
    return {**{name: one.fen for name, one in named.items()}, **at_most, PROMISE: promised_s}


def written(parts: Mapping[str, int]) -> str:
    """The parts as they stand in the form."""
    return " ".join(f"{name}={number}" for name, number in parts.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutForm:
    """What is filled in: each field as it was sent, or as it is before anybody touched it.

    `said`: the texts by the names of their fields, of which some are typed.
    """

    by: Fulfilment
    to: str
    said: Mapping[str, str]
    door: int = 0
    campaign: str = BEST
    tip: str = "0"
    cutlery: int = 0
    round_up: str = ""
    way: PaidBy | None = None
    shown: ShownBill = ShownBill()
    wished_for: datetime | None = None

    @property
    def agreed(self) -> date | None:
        """The day to which one said yes."""
        return read_day(self.said.get("agreed_day", ""))

    @property
    def provider(self) -> str:
        """Through which provider it is paid, "" through none."""
        way = self.said.get("way", "")
        return way.removeprefix(ONLINE) if way.startswith(ONLINE) else ""

    @property
    def is_brought(self) -> bool:
        """Whether a courier brings it."""
        return self.by is Fulfilment.DELIVERY

    @property
    def invoice(self) -> InvoiceFor | None:
        """For whom the stalls are to make invoices, if they are."""
        kind = self.said.get("invoice_kind")
        if not kind:
            return None
        return InvoiceFor(
            kind=InvoiceKind(kind), title=self.text("title"), tax_number=self.text("tax_number"),
            mail=self.text("mail"),
        )  # fmt: skip

    def text(self, name: str) -> str:
        """What was typed into the field, on one line."""
        return " ".join(self.said.get(name, "").split())

    def note_to(self, merchant: str) -> str:
        """What was typed for the stall."""
        return self.text(f"{NOTE}{merchant}")

    def said_to(self, merchants: Sequence[str]) -> OrderNotes:
        """What is said with the order; nothing to a courier where none comes."""
        to_stalls = {one: note for one in merchants if (note := self.note_to(one))}
        return OrderNotes(self.text("note") if self.is_brought else "", to_stalls, self.cutlery)

    def wished_on_top(self, currency: str) -> OnTop | Refused:
        """The voucher and the tip; the refusal of a tip that is no amount."""
        campaign = None if self.campaign == BEST else self.campaign
        tip = self._tip(currency)
        return tip if isinstance(tip, Refused) else OnTop(campaign, tip)

    def _tip(self, currency: str) -> Money | Refused | None:
        return tip_of(self.tip, self.text("tip_own"), currency) if self.is_brought else None


def tip_of(chosen: str, typed: str, currency: str) -> Money | Refused | None:
    """What is given the courier: a choice, or what was typed as one's own; None for nothing."""
    if chosen == OWN_TIP:
        return amount_of(typed, currency) if typed else None
    if chosen not in TIPS:
        return Refused(Invalid("tip", "choice"))
    return Money(int(chosen) * unit_fen(currency), currency) if chosen != "0" else None


def tips_in(currency: str) -> list[tuple[str, Money]]:
    """The tips that are offered, each with its choice."""
    return [(one, Money(int(one) * unit_fen(currency), currency)) for one in TIPS]


def read_form(said: Mapping[str, str], ways: Sequence[str], doors: int) -> CheckoutForm | Refused:
    """What was filled in; Invalid for a choice that was not offered. `ways`: addresses by id."""
    by, to = said.get("by", Fulfilment.DELIVERY.value), said.get("to", DOOR)
    door, cutlery = _number(said, "door", doors - 1), _number(said, "cutlery", CUTLERY_MAX)
    checks = (
        ("by", by in _RECEIVED),
        ("to", to in (NEW, *ways) or (to == DOOR and (doors > 0 or by != "delivery"))),
        ("door", door is not None or to != DOOR or not doors),
        ("tip", said.get("tip", "0") in (*TIPS, OWN_TIP)),
        ("cutlery", cutlery is not None),
        ("invoice_kind", said.get("invoice_kind", "") in ("", *InvoiceKind)),
        ("way", said.get("way", "") in ("", *_WAYS) or said["way"].startswith(ONLINE)),
        ("wished_for", not said.get("wished_for") or read_moment(said["wished_for"]) is not None),
    )
    for name, is_right in checks:
        if not is_right:
            return Refused(Invalid(name, "choice"))
    return CheckoutForm(
        by=Fulfilment(by),
        to=to,
        said=said,
        door=door or 0,
        campaign=said.get("campaign", BEST),
        tip=said.get("tip", "0"),
        cutlery=cutlery or 0,
        round_up=said.get("round_up", ""),
        way=_way(said.get("way", "")),
        shown=_shown(said),
        wished_for=read_moment(said.get("wished_for", "")),
    )


def counted(said: Mapping[str, str], basket: Mapping[str, int]) -> dict[str, int]:
    """The basket with the counts of the form, and the step that was taken: `+`, `-` or `x` before
    a line takes one more, one fewer or none; `>` before two with a space takes the second instead.
    """
    counts = dict(basket)
    for name, value in said.items():
        line = name.removeprefix(COUNT)
        if name.startswith(COUNT) and line in counts and value.isdecimal():
            counts[line] = int(value)
    step = said.get("step", "")
    sign, line = step[:1], step[1:]
    if sign == ">":
        line, _, instead = line.partition(" ")
        return {instead if one == line else one: count for one, count in counts.items()}
    if line in counts and sign in ("+", "-", "x"):
        counts[line] = 0 if sign == "x" else counts[line] + (1 if sign == "+" else -1)
    return {one: min(count, QUANTITY_MAX) for one, count in counts.items() if count > 0}


def _way(said: str) -> PaidBy | None:
    if said.startswith(ONLINE):
        return PaidBy.ONLINE
    return PaidBy(said) if said else None


def _number(said: Mapping[str, str], name: str, most: int) -> int | None:
    written_ = said.get(name) or "0"
    number = int(written_) if written_.isdecimal() and len(written_) < 6 else most + 1
    return number if number <= most else None


def _shown(said: Mapping[str, str]) -> ShownBill:
    parts = {}
    for one in said.get("shown", "").split():
        name, _, number = one.partition("=")
        if number.removeprefix("-").isdecimal():
            parts[name] = int(number)
    each = {
        name.removeprefix(WAS): int(value)
        for name, value in said.items()
        if name.startswith(WAS) and value.isdecimal()
    }
    return ShownBill(parts, each)
