"""What the page of all pieces shows: records of a made-up evening, in each of their states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from yeshi.base.calendar import next_quarter
from yeshi.base.light import Bounds, Light
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.report import Heading, Paragraph, Part, Report, Table
from yeshi.base.sentences import say
from yeshi.flow.city.printing import PrintView
from yeshi.flow.engine import Engine
from yeshi.flow.errand import Errand, ErrandState
from yeshi.flow.orders import reading
from yeshi.flow.orders.thread_seen import Addressee, ThreadView
from yeshi.flow.printed import Print
from yeshi.flow.stalls import menus
from yeshi.flow.stalls.menus import Section, Stall
from yeshi.flow.stalls.nearness import WayTo
from yeshi.market.catalogue import Allergen, Diet, Item, Offered
from yeshi.market.deal import Deal, DealKind, DealStep
from yeshi.market.favourites import liked_as
from yeshi.market.hours import Hours
from yeshi.market.merchant import Held
from yeshi.market.serving import Serving
from yeshi.orders.bill import Bill
from yeshi.orders.lines import ChosenOption, Line, LinePart
from yeshi.orders.order import Ticket
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import CUSTOMER, Correspondent, ThreadMessage, ThreadSide
from yeshi.orders.thread_writing import phrases_for
from yeshi.orders.wished import wished
from yeshi.web.frame.press import Pressed
from yeshi.web.frame.telling import ToldFigure, rule_of

TOFU = Name("臭豆腐", "Stinky tofu")
_TOLD = Offered(
    description=Name("外焦里嫩，浇蒜汁和辣椒油。", "Crisp, with garlic and chilli oil."),
    portion=Name("八块", "Eight pieces"),
    spice=2,
    allergens=(Allergen.SOY, Allergen.PEANUT),
    diets=(Diet.VEGETARIAN,),
)
_TYPED = {"name_zh": "臭豆腐", "name_en": "Stinky tofu", "price": "12,5", "kind": "hot"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """Records for the page: some as the city has them, others as they might be."""

    engine: Engine
    language: str
    page: str

    def facts(self) -> Mapping[str, Any]:
        """All that the templates of the page read, by name."""
        stall = self._stall()
        return {
            "stall": stall,
            "cards": self._cards(stall) if stall else [],
            "ways": {stall.merchant.id: WayTo(self._fen(400), 1500)} if stall else {},
            "far": {stall.merchant.id: None} if stall else {},
            "section": Section(market=None, stalls=(), open_count=3, count=12, before=0, after=24),
            "programme": next(iter(reading.programmes(self.engine)), None),
            "lines": self._lines(),
            "deals": self._deals(),
            "ticket": Ticket(
                merchant="", lines=self._lines(), voucher=self._fen(0), given=self._fen(0)
            ),
            "bill": Bill(
                items=self._fen(4200),
                packing=self._fen(200),
                delivery=self._fen(500),
                voucher=self._fen(800),
                donation=self._fen(50),
                tip=self._fen(200),
            ),
            "hours": (Hours(time(18), time(3)), Hours(time(0), time(0))),
            "plan": wished(next_quarter(self._now), cook_s=600, way_s=900, promised_s=1800),
            "report": self._report(),
            "said_of": self._said_of(),
            "presses": self._presses(),
            "written": self._written(),
            "basket": {},
            "chosen": _Nothing(),
            "liked": frozenset(),
            "liked_as": liked_as,
            "filled": _Said(_TYPED),
            "faults": _Said(price=say(self.language, "design.price_fault")),
            "rows": {"groups": (0, 1)},
            "zone": {**_TYPED, "outline": "", "x": "112.9389", "y": "28.2282"},
        }

    def _said_of(self) -> list[ToldFigure]:
        """A figure in each of the lights; the last with nothing before it."""
        before = ((20, 24, 23, 21, 22), (24, 26, 25, 27, 28), (22, 23, 25, 28, 31), ())
        return [
            ToldFigure(
                id=f"sample-{number}", light=light, line=tuple(map(float, line)),
                sentence=say(self.language, "design.sentence"),
                compared=say(self.language, "told.usual", usual=24) if line
                else say(self.language, "told.nothing_before"),
                rule=rule_of(Bounds(1.1, 1.3, falling=True), self.language),
                how=say(self.language, "figure.waiting"),
            )
            for number, (light, line) in enumerate(zip([*Light, None], before, strict=True))
        ]  # fmt: skip

    def _written(self) -> ThreadView:
        """What a customer and the courier wrote to one another."""
        courier = Correspondent(ThreadSide.COURIER, "sample")
        asked = ThreadMessage(
            number=1, by=courier, to=CUSTOMER, at=self._now, phrase=Phrase.WHICH_DOOR
        )
        answered = ThreadMessage(
            number=2, by=CUSTOMER, to=courier, at=self._now, words=say(self.language, "design.text")
        )
        return ThreadView(
            order="sample", by=CUSTOMER, messages=(asked, answered),
            addressees=(Addressee(courier, phrases_for(CUSTOMER, courier)),),
            names={"sample": TOFU}, unread=0, last=2, until=None, is_open=True, is_at_table=False,
        )  # fmt: skip

    def _fen(self, fen: int) -> Money:
        return Money(fen, self.engine.terms.currency)

    @property
    def _now(self) -> datetime:
        return self.engine.clock.now()

    def _stall(self) -> Stall | None:
        """The first of the city that has a menu, with dishes in each of their states."""
        front = menus.sections(self.engine)
        there = [one for part in front.sections for one in part.stalls if one.menu]
        found = menus.stall(self.engine, there[0].merchant.id) if there else None
        if not isinstance(found, Stall):
            return None
        as_they_are: list[dict[str, Any]] = [
            {"offered": _TOLD, "left": None},
            {"left": 3},
            {"left": 0},
            {"off_until": self._now + timedelta(hours=6)},
        ]
        menu: list[Item] = [
            replace(item, **states, category=None, parts=(), stock=None)
            for item, states in zip(found.menu, as_they_are, strict=False)
        ]
        open_now = replace(found.merchant, taking=True, held=None, hours=Hours(time(0), time(0)))
        return replace(found, merchant=open_now, open=True, menu=tuple(menu))

    def _cards(self, stall: Stall) -> list[Stall]:
        """The stall open, paused, held by an operator, shut, and without a picture."""
        held = Held(self._now + timedelta(hours=1), say(self.language, "design.held"), "")
        opens = self.engine.terms.calendar.local(self._now + timedelta(hours=2)).time()
        shut = Hours(opens, (datetime.combine(self._now, opens) + timedelta(hours=1)).time())
        states: list[dict[str, Any]] = [{}, {"taking": False}, {"held": held}, {"hours": shut}]
        cards = [
            replace(stall, merchant=replace(stall.merchant, **state), open=not state)
            for state in states
        ]
        return [*cards, replace(stall, pictures={})]

    def _deals(self) -> list[Deal]:
        night = Serving((4, 5), Hours(time(22), time(2)))
        steps = (
            DealStep(self._fen(3000), self._fen(500)),
            DealStep(self._fen(6000), self._fen(1200)),
        )
        kinds: list[tuple[DealKind, dict[str, Any]]] = [
            (DealKind.THRESHOLD, {"steps": steps}),
            (DealKind.SECOND, {"off_bp": 5000}),
            (DealKind.HOURS, {"off_bp": 2000, "when": night}),
        ]
        return [
            Deal(id=kind.value, kind=kind, name=TOFU, begins_at=self._now, **more)
            for kind, more in kinds
        ]

    def _lines(self) -> tuple[Line, ...]:
        spicy = ChosenOption("hot", Name("重辣", "Very hot"), self._fen(0))
        large = ChosenOption("large", Name("大份", "Large"), self._fen(300))
        tea = LinePart("tea", Name("凉茶", "Herb tea"), (large,))
        return (
            Line(
                item="tofu", name=TOFU, quantity=2, price=self._fen(1200), packing=self._fen(50),
                chosen=(spicy, large),
            ),
            Line(
                item="set", name=Name("双人餐", "Supper for two"), quantity=1,
                price=self._fen(1800), packing=self._fen(100), parts=(tea,),
            ),
        )  # fmt: skip

    def _report(self) -> Report:
        def told(key: str) -> str:
            return say(self.language, f"design.{key}")

        rows = [[TOFU.in_language(self.language), "86", "24"]]
        parts: list[Part] = [
            Heading(told("report_head")),
            Paragraph(told("report_text")),
            Table([told("dish"), told("sold"), told("minutes")], rows),
            Paragraph(told("report_small"), small=True),
        ]
        return Report("", "", "", parts)

    def _presses(self) -> list[Pressed]:
        """A print that is there, one to come, one that was given up, and none yet."""
        now = self._now
        made = Print(id="sample", name="sample", as_of=now, made_at=now, told=b"{}", pdf=b"%PDF")
        waits = Errand(id="sample", kind="printing", written_at=now, again_at=now)
        over = replace(waits, state=ErrandState.GIVEN_UP, again_at=None, ended_at=now)
        views = [
            PrintView(made, None, True),
            PrintView(made, waits, False),
            PrintView(None, over, False),
            PrintView(None, None, False),
        ]
        since = self.engine.terms.calendar.local(now).date()
        return [
            Pressed(
                view=view, since=since - timedelta(days=7), until=since, here=self.page,
                part=self.page, pdf=self.page, ask=self.page,
            )
            for view in views
        ]  # fmt: skip


class _Nothing(dict[str, int]):
    """None of anything."""

    def __missing__(self, _: str) -> int:
        return 0


class _Said(dict[str, str]):
    """What is said of some fields of a form; nothing of all others."""

    def __missing__(self, _: str) -> str:
        return ""
