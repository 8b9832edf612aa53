"""A receipt as plain text, in a reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from yeshi.base.calendar import Calendar
from yeshi.base.ids import short
from yeshi.base.money import Money
from yeshi.base.sentences import say
from yeshi.flow.orders.history import ReceiptSeen
from yeshi.orders.invoice_wish import InvoiceWish
from yeshi.orders.lines import Line
from yeshi.orders.receipt import ReceiptPart
from yeshi.web.frame.amounts import money


def receipt_text(seen: ReceiptSeen, city: str, language: str, calendar: Calendar) -> str:
    """The receipt in lines; times are the city's."""
    receipt = seen.receipt

    def told(key: str, **facts: object) -> str:
        return say(language, f"receipt.{key}", **facts)

    def row(name: str, amount: Money) -> str:
        return f"{name}  {money(amount)}"

    rows = [
        told("title", short=short(receipt.order)),
        f"{city} · {receipt.order}",
        told("placed", moment=f"{calendar.local(receipt.placed_at):%Y-%m-%d %H:%M}"),
    ]
    if receipt.wished:
        begins, ends = (calendar.local(at) for at in (receipt.wished.at, receipt.wished.until))
        time = f"{begins:%Y-%m-%d %H:%M}–{ends:%H:%M}"
        rows.append(say(language, "later.receipt", time=time))
    for part in receipt.parts:
        name = seen.names.get(part.merchant)
        stall = name.in_language(language) if name else part.merchant
        rows += ["", stall]
        for line in part.lines:
            count = f"{line.quantity} × {line.name.in_language(language)}"
            rows += [row(count, line.priced), *(f"    {one}" for one in _chosen(line, language))]
        borne = say(language, "deal.borne", stall=stall)
        for one in part.deals:
            rows.append(row(f"{one.name.in_language(language)} ({borne})", one.off * -1))
        rows += [f"  {one}" for one in _changes(part, language)]
    rows += ["", row(say(language, "quote.items"), receipt.bill.goods)]
    rows += [row(say(language, f"quote.{name}"), amount) for name, amount in receipt.bill.besides]
    rows.append(row(told("total"), receipt.bill.total))
    if receipt.returned:
        rows.append(row(told("returned"), receipt.returned * -1))
    rows.append(row(told("paid"), receipt.paid))
    rows.append(told(f"way_{receipt.way.value}") if receipt.paid else told("nothing"))
    if seen.given_back:
        rows.append(row(say(language, "complaint.given_back"), seen.given_back * -1))
    rows += [_invoice(one, seen, language) for one in seen.invoices]
    return "\n".join(rows) + "\n"


def _invoice(wish: InvoiceWish, seen: ReceiptSeen, language: str) -> str:
    if wish.is_issued:
        state = say(language, "invoice.issued", number=wish.number)
    elif wish.why:
        state = say(language, "invoice.declined", why=wish.why)
    else:
        state = say(language, "invoice.waits")
    stall = seen.names[wish.merchant].in_language(language)
    return say(language, "invoice.receipt", stall=stall, state=state)


def _chosen(line: Line, language: str) -> Iterator[str]:
    if line.chosen:
        yield " · ".join(one.name.in_language(language) for one in line.chosen)
    for part in line.parts:
        names = [part.name, *(one.name for one in part.chosen)]
        yield " · ".join(one.in_language(language) for one in names)


def _changes(part: ReceiptPart, language: str) -> Iterator[str]:
    """What of it was not made as it was ordered."""
    if not part.was_made:
        yield say(language, "receipt.not_made")
        return
    for one in part.altered:
        count, dish = one.line.quantity, one.line.name.in_language(language)
        if one.instead is None:
            yield say(language, "receipt.left_out", count=count, dish=dish)
        else:
            instead = one.instead.name.in_language(language)
            yield say(language, "receipt.instead", count=count, dish=dish, instead=instead)
