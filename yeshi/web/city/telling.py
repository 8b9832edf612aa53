"""The business day in sentences: each against the days before, with the rule of its light."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.light import Bounds
from yeshi.base.money import unit_fen
from yeshi.base.sentences import say
from yeshi.flow.city.observing import Figures
from yeshi.flow.terms import Terms
from yeshi.observatory.sheet import Row
from yeshi.web.frame.amounts import money, whole
from yeshi.web.frame.render import in_number, in_percent, in_whole_minutes
from yeshi.web.frame.telling import LINE_OF, ToldFigure, difference, rule_of, usual_before

# Shares of what is usual: of what is sold and done, of waiting, of what an hour of work pays.
MUCH, SHORT, PAID = Bounds(0.9, 0.75), Bounds(1.1, 1.3, falling=True), Bounds(0.95, 0.85)
# Where a city's terms say no share of promises to be kept.
KEPT = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """A figure of the day: its value, what it was before, and how one is written.

    `counts`: it grows through the day, and is compared only when the day is over. `bounds` are
    shares of what is usual, but for those of a rule in words that is `fixed`. `first`: what is
    said before it is compared.
    """

    id: str
    sentence: str
    value: float | None
    before: Sequence[float]
    shown: Callable[[float], str]
    bounds: Bounds
    how: str
    counts: bool = False
    is_share: bool = False
    fixed: str = ""
    first: str = ""


class DayTold:
    """Tells the figures of a day, beside the rows of days and of hours before."""

    def __init__(
        self, figures: Figures, before: tuple[Sequence[Row], Sequence[Row]], terms: Terms,
        language: str,
    ) -> None:  # fmt: skip
        """`before`: rows of the sheet of days, and of orders by day and hour."""
        days, hours = before
        self._figures, self._terms, self._language = figures, terms, language
        day = figures.day.isoformat()
        self._days = [row for row in days if row["day"] < day]
        self._hours = [row for row in hours if row["day"] < day]
        self._over = terms.calendar.business_day(figures.at) > figures.day

    def told(self) -> list[ToldFigure]:
        """The sentences, those that people ask for first."""
        return [
            self._orders(), self._waiting(), self._promises(), self._trade(), self._night(),
            self._active(), self._work(),
        ]  # fmt: skip

    def _say(self, key: str, **facts: object) -> str:
        return say(self._language, f"day_told.{key}", **facts)

    def _before(self, column: str) -> list[float]:
        return [row[column] for row in self._days if row[column] is not None]

    def _orders(self) -> ToldFigure:
        """While the day is under way, up to its last full hour against the same hours before."""
        figures, calendar = self._figures, self._terms.calendar
        value: float | None = figures.orders
        before, first = self._before("orders"), ""
        if not self._over:
            hours = full_hours(calendar.hours, calendar.local(figures.at))
            by_hour = dict(figures.orders_by_hour)
            value = sum(by_hour.get(hour, 0) for hour in hours) if hours else None
            before = self._up_to(hours)
            if value is not None:
                at = f"{calendar.local(figures.at):%H}:00"
                first = self._say("by_hour", time=at, count=in_number(value))
        kinds = "orders_by_kind" if figures.collected or figures.at_table else "orders"
        counts = {
            "delivered": figures.delivered, "collected": figures.collected,
            "at_table": figures.at_table,
        }  # fmt: skip
        return self._tell(_Figure(
            id="orders", value=value, before=before, shown=in_number, bounds=MUCH, first=first,
            sentence=self._say(kinds, count=figures.orders, **counts),
            how=say(self._language, "figure.orders"),
        ))  # fmt: skip

    def _up_to(self, hours: frozenset[int]) -> list[float]:
        sums: dict[str, float] = {}
        for row in self._hours if hours else ():
            sums[row["day"]] = sums.get(row["day"], 0) + row["orders"] * (row["hour"] in hours)
        return list(sums.values())

    def _waiting(self) -> ToldFigure:
        door = self._figures.click_to_door
        value = door.p90_s / 60 if door else None
        return self._tell(_Figure(
            id="waiting", value=value, before=self._before("p90_min"), bounds=SHORT,
            sentence=self._say("waiting", p50=in_whole_minutes(door.p50_s),
                               p90=in_whole_minutes(door.p90_s))
            if door else self._say("no_waiting"),
            shown=lambda minutes: self._say("minutes", minutes=f"{minutes:.0f}"),
            how=say(self._language, "figure.waiting"),
        ))  # fmt: skip

    def _promises(self) -> ToldFigure:
        """By what the city's terms promise, whatever was usual."""
        late = round(1 - (self._terms.promise_kept or KEPT), 4)
        bounds = Bounds(late, 2 * late, falling=True)
        share = self._figures.late_share
        return self._tell(_Figure(
            id="promises", value=share, before=self._before("late_share"), bounds=bounds,
            sentence=self._say("no_promises") if share is None
            else self._say("promises", share=in_percent(share)),
            shown=in_percent, is_share=True, how=say(self._language, "figure.waiting"),
            fixed=self._say("rule_promises", good=in_percent(bounds.good),
                            fair=in_percent(bounds.fair)),
        ))  # fmt: skip

    def _trade(self) -> ToldFigure:
        figures, currency = self._figures, self._terms.currency
        unit = unit_fen(currency)
        sentence = self._say("trade", sold=money(figures.trade), vouchers=money(figures.vouchers))
        return self._tell(_Figure(
            id="trade", sentence=sentence, value=figures.trade.fen / unit,
            before=self._before("sold"), shown=lambda units: whole(units * unit, currency),
            bounds=MUCH, how=say(self._language, "figure.trade"), counts=True,
        ))  # fmt: skip

    def _night(self) -> ToldFigure:
        share = self._figures.night_share
        return self._tell(_Figure(
            id="night", value=share, before=self._before("night_share"), shown=in_percent,
            sentence=self._say("no_trade") if share is None
            else self._say("night", share=in_percent(share)),
            bounds=MUCH, is_share=True, how=say(self._language, "figure.night"),
        ))  # fmt: skip

    def _active(self) -> ToldFigure:
        online = self._figures.adoption
        count = round(online.ordering * online.businesses)
        return self._tell(_Figure(
            id="active", sentence=self._say("active", count=count, all=online.businesses),
            value=count, before=self._before("ordering"), shown=in_number, bounds=MUCH,
            how=say(self._language, "figure.online"), counts=True,
        ))  # fmt: skip

    def _work(self) -> ToldFigure:
        work, currency = self._figures.employment, self._terms.currency
        unit = unit_fen(currency)
        paid = work.pay_per_hour_fen
        hours = in_number(work.hours, 1)
        return self._tell(_Figure(
            id="work", value=None if paid is None else paid / unit,
            sentence=self._say("no_work") if paid is None
            else self._say("work", couriers=work.couriers, hours=hours,
                           pay=whole(paid, currency, 2)),
            before=[row["pay"] / row["hours"] for row in self._days if row["hours"]],
            shown=lambda units: whole(units * unit, currency, 2), bounds=PAID,
            how=say(self._language, "figure.work"), counts=True,
        ))  # fmt: skip

    def _tell(self, figure: _Figure) -> ToldFigure:
        """The sentence of a figure; one that grows through the day has no light before its end."""
        usual = usual_before(figure.before)
        judged = figure.value if self._over or not figure.counts else None
        light = None
        if judged is not None and figure.fixed:
            light = figure.bounds.light(judged)
        elif judged is not None and usual is not None:
            light = figure.bounds.times(usual).light(judged)
        line = [*figure.before[-LINE_OF:], *([] if judged is None else [judged])]
        return ToldFigure(
            id=figure.id, sentence=figure.sentence, light=light, line=tuple(line), how=figure.how,
            compared=f"{figure.first} {self._compared(figure, usual, judged)}".strip(),
            rule=figure.fixed or rule_of(figure.bounds, self._language),
        )  # fmt: skip

    def _compared(self, figure: _Figure, usual: float | None, judged: float | None) -> str:
        if usual is None:
            return say(self._language, "told.nothing_before")
        shown = figure.shown(usual)
        if judged is not None:
            off = difference(judged, usual, self._language, is_share=figure.is_share)
            return say(self._language, "told.against", usual=shown, off=off)
        compared = say(self._language, "told.usual", usual=shown)
        if figure.value is None or not figure.counts:
            return compared
        return f"{compared} {say(self._language, 'told.not_over')}"


def full_hours(hours: Sequence[int], at: datetime) -> frozenset[int]:
    """The hours of the business day, in their order, that are over at the city's local time."""
    return frozenset(hours[: hours.index(at.hour)])
