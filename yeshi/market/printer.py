"""A stall's printers: where each stands on the network, and which slips of an order it prints."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Invalid, Reason, Refused

# What printers listen at for what they print, and the doors beside it that print servers have.
PORT_LEAST, PORT_MOST = 9100, 9109
WIDTHS_MM = (58, 80)
HOST_LENGTH_MAX = 100
CATEGORIES_MAX = 20
PRINTERS_MAX = 8
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.ASCII)


class SlipKind(StrEnum):
    """What a slip is for: the cooks, the customer, the bags; or to see whether the printer works.

    The last is of no order, and no printer is entered for it.
    """

    KITCHEN = "kitchen"
    BILL = "bill"
    LABELS = "labels"
    TRIAL = "trial"


OF_ORDERS = (SlipKind.KITCHEN, SlipKind.BILL, SlipKind.LABELS)


class Coding(StrEnum):
    """By which table a printer reads Chinese."""

    GB18030 = "gb18030"
    GB2312 = "gb2312"


class PrinterFault(StrEnum):
    """Why a printer printed nothing when it was last tried."""

    SILENT = "silent"
    NO_PAPER = "no_paper"
    UNREADY = "unready"
    BROKE_OFF = "broke_off"
    NOT_THERE = "not_there"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TooManyPrinters(Reason):
    """The stall has as many printers as one may have."""

    most: int


@dataclass(frozen=True, slots=True)
class PrinterGone(Reason):
    """The stall prints by it no more."""

    printer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterSaid:
    """What whoever enters a printer says of it."""

    name: str
    host: str
    port: int = PORT_LEAST
    width_mm: int = 58
    coding: Coding = Coding.GB18030
    prints: tuple[SlipKind, ...] = (SlipKind.KITCHEN,)
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A printer of a stall.

    `categories`: of which categories, by their Chinese names, its kitchen slips have the dishes;
    none: of all. `tells`: whether it says what came out; None before it was ever asked. `fault`
    and `silent_since`: why, and since when, it prints nothing. `slips`: how many it was
    given, ever. `head`: the slip that is printed next; the others wait behind that one.
    `ended_at`: since when nothing is printed by it any more.
    """

    id: str
    merchant: str
    name: str
    host: str
    port: int
    width_mm: int
    coding: Coding
    prints: tuple[SlipKind, ...]
    categories: tuple[str, ...] = ()
    entered_at: datetime
    tells: bool | None = None
    fault: PrinterFault | None = None
    silent_since: datetime | None = None
    answered_at: datetime | None = None
    slips: int = 0
    head: str | None = None
    ended_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: a door of printers, a width of paper, something to print."""
        return (
            PORT_LEAST <= self.port <= PORT_MOST
            and self.width_mm in WIDTHS_MM
            and len(self.prints) > 0
            and self.slips >= 0
            and (self.fault is None) == (self.silent_since is None)
        )

    @property
    def said(self) -> PrinterSaid:
        """What was said of it."""
        return PrinterSaid(
            name=self.name, host=self.host, port=self.port, width_mm=self.width_mm,
            coding=self.coding, prints=self.prints, categories=self.categories,
        )  # fmt: skip


def beyond_printer(said: PrinterSaid) -> Refused | None:
    """The refusal of a printer that cannot be; None where it can."""
    if not 0 < len(said.name) <= NAME_LENGTH_MAX:
        return Refused(Invalid("name", f"1…{NAME_LENGTH_MAX}"))
    if not is_host(said.host):
        return Refused(Invalid("address", "host"))
    if not PORT_LEAST <= said.port <= PORT_MOST:
        return Refused(Invalid("port", f"{PORT_LEAST}…{PORT_MOST}"))
    if said.width_mm not in WIDTHS_MM:
        return Refused(Invalid("width_mm", " / ".join(map(str, WIDTHS_MM))))
    if not said.prints or not set(said.prints) <= set(OF_ORDERS):
        return Refused(Invalid("prints", "some"))
    if len(said.categories) > CATEGORIES_MAX or not all(said.categories):
        return Refused(Invalid("categories", f"0…{CATEGORIES_MAX}"))
    if any(len(one) > NAME_LENGTH_MAX for one in said.categories):
        return Refused(Invalid("categories", f"1…{NAME_LENGTH_MAX}"))
    return None


def is_host(text: str) -> bool:
    """Whether it is an address, or a name, of a machine on a network."""
    if len(text) > HOST_LENGTH_MAX:
        return False
    try:
        ip_address(text)
    except ValueError:
        # What ends in a number is an address to some, and never a name.
        last = text.rpartition(".")[2]
        return bool(_HOST.fullmatch(text)) and not last.isdecimal() and not last.startswith("0x")
    return "%" not in text


def entered(id_: str, merchant: str, said: PrinterSaid, now: datetime) -> Printer:
    """The printer as it is entered."""
    return Printer(
        id=id_, merchant=merchant, name=said.name, host=said.host, port=said.port,
        width_mm=said.width_mm, coding=said.coding, prints=said.prints,
        categories=said.categories, entered_at=now,
    )  # fmt: skip


def said_anew(printer: Printer, said: PrinterSaid) -> Printer:
    """The printer as it is said now; of one that stands elsewhere nothing is known yet."""
    after = replace(
        printer, name=said.name, host=said.host, port=said.port, width_mm=said.width_mm,
        coding=said.coding, prints=said.prints, categories=said.categories,
    )  # fmt: skip
    if (said.host, said.port) == (printer.host, printer.port):
        return after
    return replace(after, tells=None, fault=None, silent_since=None, answered_at=None)


def answered(printer: Printer, tells: bool, now: datetime) -> Printer:
    """The printer after it printed; `tells`: whether it said so itself."""
    return replace(printer, tells=tells, fault=None, silent_since=None, answered_at=now)


def failed(printer: Printer, fault: PrinterFault, now: datetime) -> Printer:
    """The printer after it did not print."""
    return replace(printer, fault=fault, silent_since=printer.silent_since or now)


def ended(printer: Printer, now: datetime) -> Printer:
    """The printer when it is taken away: nothing is wrong with it, and nothing waits for it."""
    return replace(printer, fault=None, silent_since=None, head=None, ended_at=now)


def stations(
    printers: Iterable[Printer], dishes: Collection[tuple[str, frozenset[str]]]
) -> dict[str, tuple[str, ...]]:
    """By the kitchen's printers which of the dishes each prints; none for whom there is nothing.

    `dishes`: each line of a ticket by its item's id, with the categories of all that it is made of.
    What is of no station's categories comes out of the first printer, so that no dish is cooked by
    nobody.
    """
    kitchen = [one for one in printers if SlipKind.KITCHEN in one.prints]
    if not kitchen:
        return {}
    first = min(kitchen, key=lambda one: (bool(one.categories), one.entered_at, one.id))
    found: dict[str, list[str]] = {}
    for item, categories in dishes:
        where = [one for one in kitchen if not one.categories or categories & set(one.categories)]
        for one in where or [first]:
            found.setdefault(one.id, []).append(item)
    return {id_: tuple(items) for id_, items in found.items()}
