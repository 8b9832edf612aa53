"""What every page and interface has at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, Protocol

from fastapi import Request

from yeshi.base.code_sheet import CodeSheet
from yeshi.base.names import Name
from yeshi.base.refused import Reason, Refused
from yeshi.base.report import Report
from yeshi.files.bank_layout import PLAIN, BankLayout
from yeshi.flow.aside import Aside
from yeshi.flow.charter import Charter
from yeshi.flow.engine import Engine
from yeshi.flow.payments.whose import name_of
from yeshi.flow.ports.messages import Links
from yeshi.flow.ports.pictures import PictureShelf
from yeshi.flow.ports.providers import PaymentProvider
from yeshi.geo.point import Point
from yeshi.market.catalogue import Item
from yeshi.market.entering import DishEnded, SetInSet
from yeshi.market.facts import FactsMissing
from yeshi.market.kitchen import (
    HeldByOperator,
    MerchantClosed,
    NotServedNow,
    NotTaking,
    StallEnded,
)
from yeshi.market.selection import ChoiceMissing, TooManyChosen
from yeshi.market.shelf import SharedStock, SoldOut
from yeshi.observatory.sheet import Sheet
from yeshi.orders.basket import SeveralMarkets
from yeshi.payments.payout import OwedLess, PayeeChanged
from yeshi.people.contact import By
from yeshi.people.provided import ProviderTold
from yeshi.programmes.forecast import Chances, Forecast, Standing
from yeshi.programmes.programme import Programme
from yeshi.web.frame.allowance import Allowances
from yeshi.web.frame.answers import Answers
from yeshi.web.frame.broadcast import Broadcast
from yeshi.web.frame.figure_files import FigureWriter
from yeshi.web.frame.figures import FigureDesk
from yeshi.web.frame.form_tokens import FormTokens
from yeshi.web.frame.language import language_of
from yeshi.web.frame.menu_reading import MenuReader, NoReading
from yeshi.web.frame.render import Renderer
from yeshi.web.frame.sign_in import SignIn
from yeshi.web.frame.site import Site
from yeshi.web.frame.uploads import Repainter, Resizer
from yeshi.web.frame.visitor import Visitors


class Provider(Protocol):
    """An organisation's own way to say who somebody is; `name` is what people call it."""

    name: str

    def address(self, back: str, state: str, nonce: str, verifier: str) -> str | Refused:
        """Where somebody shows who they are, and comes `back` from with `state` and a code."""
        ...

    def told(self, code: str, back: str, nonce: str, verifier: str) -> ProviderTold | Refused:
        """What the provider says of whoever came back with that code."""
        ...

    def is_of(self, issuer: str) -> bool:
        """Whether an answer that names that issuer is this provider's."""
        ...


class NamedPlace(Protocol):
    """A place that customers may choose."""

    @property
    def name(self) -> Name: ...
    @property
    def place(self) -> Point: ...


class Sheets(Protocol):
    """The prepared rows of the city's pages."""

    def sheet(self, name: str) -> tuple[Sheet, datetime] | None:
        """A sheet and as of when, None before it was prepared."""
        ...


@dataclass(frozen=True, slots=True)
class Readiness:
    """A part that the city needs to serve, and what is wrong with it; "" where nothing is."""

    name: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operating:
    """What operators are shown: the city's parts, and figures in a text of the type `media`.

    `token`: with it a program may read the figures; without one, signed-in operators alone.
    """

    parts: Callable[[], Sequence[Readiness]]
    figures: Callable[[], bytes]
    media: str
    token: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBackup:
    """When the city was last written to a file, by the clock on the wall, and where that is.

    `copies`: how many files there are in that place, where it is a folder of them.
    """

    at: datetime
    place: str
    copies: int


def _none_known() -> LastBackup | None:
    return None


class _NoMenus:
    """Reads no menus, as what reads them is missing."""

    def bring(self, merchant: str, data: bytes, currency: str, language: str) -> Refused:
        """That it is."""
        del merchant, data, currency, language
        return Refused(PartMissing("menu"))

    def look(self, merchant: str, reading: str) -> Refused:
        """Nothing is read."""
        del merchant, reading
        return Refused(NoReading())


def _prints_no_reports(*_: Report | datetime) -> Refused:
    return Refused(PartMissing("city"))


def _prints_no_codes(*_: CodeSheet | datetime) -> Refused:
    return Refused(PartMissing("city"))


def _unwatched() -> Operating:
    return Operating(parts=tuple, figures=bytes, media="text/plain", token=None)


_OfMerchant = (
    MerchantClosed | HeldByOperator | NotTaking | StallEnded | SeveralMarkets | FactsMissing
)
_OfAccount = PayeeChanged | OwedLess
_OfItem = SoldOut | NotServedNow | ChoiceMissing | TooManyChosen | DishEnded | SetInSet
Forecaster = Callable[[Programme, Standing, Chances | None], Forecast]
ReportPrinter = Callable[[Report, datetime], bytes | Refused]
CodePrinter = Callable[[CodeSheet, datetime], bytes | Refused]
# A file on paper, or an SVG on the ground of its page.
PictureKind = Literal["png", "svg", "screen"]
Painter = Callable[[dict[str, Any], PictureKind], bytes | Refused]


@dataclass(frozen=True, slots=True)
class PartMissing(Reason):
    """A part of the installation that this needs is not there."""

    extra: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontDesk:
    """What any page needs, also of a city that is not open yet: where it is, who asks, its look."""

    engine: Engine
    sign_in: SignIn
    site: Site
    form_tokens: FormTokens
    render: Renderer
    tiles: str | None
    charter: Callable[[], Charter]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(FrontDesk):
    """The engine of an open city, and what turns it into pages.

    `shown`: which messages are shown on the server's console, as nothing sends them. `senders`: as
    whom the others go out. `provider`: by which people of an organisation sign in. `providers`: who
    takes money for the city, by their names. `bank_layout`: how its bank takes transfers.
    """

    broadcast: Broadcast
    answers: Answers
    visitors: Visitors
    figures: FigureDesk
    figure_files: FigureWriter
    parquet: Callable[[list[dict[str, Any]]], bytes]
    sheets: Sheets
    painter: Painter
    repaint: Repainter
    resize: Resizer
    pictures: PictureShelf
    forecaster: Forecaster
    doors: Sequence[NamedPlace]
    links: Links
    speed: float
    publisher: str = "CN-YESHI-DEMO"
    set_aside: Callable[[], Sequence[Aside]] = tuple
    operating: Operating = field(default_factory=_unwatched)
    shown: frozenset[By] = frozenset()
    provider: Provider | None = None
    providers: Mapping[str, PaymentProvider] = field(default_factory=dict)
    bank_layout: BankLayout = PLAIN
    senders: Mapping[By, str] = field(default_factory=dict)
    last_backup: Callable[[], LastBackup | None] = _none_known
    menu_reader: MenuReader = field(default_factory=_NoMenus)
    print_codes: CodePrinter = _prints_no_codes
    print_report: ReportPrinter = _prints_no_reports
    allowances: Allowances = field(default_factory=Allowances)

    def named(self, refused: Refused, request: Request) -> Refused:
        """The refusal with the names of stalls, couriers and dishes where it has their ids."""
        language, reason = language_of(request), refused.reason
        if not isinstance(reason, _OfItem | _OfMerchant | _OfAccount):
            return refused
        with self.engine.store.read() as work:
            if isinstance(reason, _OfItem):
                sold = work.items.get(reason.item) or work.stocks.get(reason.item)
                if sold is not None:
                    return Refused(_in_words(reason, sold, language))
            if isinstance(reason, _OfAccount):
                name = name_of(work, reason.account)
                return Refused(replace(reason, account=name.in_language(language)))
            if isinstance(reason, _OfMerchant):
                merchant = work.merchants.get(reason.merchant)
                if merchant is not None:
                    return Refused(replace(reason, merchant=merchant.name.in_language(language)))
        return refused


def _in_words(reason: _OfItem, sold: Item | SharedStock, language: str) -> _OfItem:
    """The reason with the name of the dish, and of the group that was chosen from amiss."""
    said = replace(reason, item=sold.name.in_language(language))
    if isinstance(said, ChoiceMissing | TooManyChosen) and isinstance(sold, Item):
        names = {one.id: one.name.in_language(language) for one in sold.groups}
        return replace(said, group=names.get(said.group, said.group))
    return said
