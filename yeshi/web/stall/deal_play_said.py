"""What a night with a deal came to, as its stall reads it: sentences first, then a small table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yeshi.base.money import in_units, unit_fen
from yeshi.base.sentences import say
from yeshi.flow.deal_rehearsal import DealMeasure, DealOutcome, DealRehearsal
from yeshi.web.frame.amounts import money, whole

# How many more guests one may assume, in percent.
MORE_PERCENTS = (0, 10, 25, 50)
# Between a sign and its amount no line is broken.
JOINED = "\u2060"
# From so many units on nobody counts the decimals of a mean.
WHOLE_FROM = 50


@dataclass(frozen=True, slots=True)
class PlayRow:
    """A row of the table: without the deal, with it, by how much it is different, and from what to
    what on single nights ("" where on all of them it is the same)."""

    name: str
    before: str
    after: str
    difference: str
    span: str


@dataclass(frozen=True, slots=True)
class PlaySaid:
    """What came out: `first` is what the stall keeps, then what makes that up."""

    first: str
    sentences: tuple[str, ...]
    rows: tuple[PlayRow, ...]


@dataclass(frozen=True, slots=True)
class _Sayer:
    language: str
    currency: str

    def say(self, name: str, **facts: object) -> str:
        return say(self.language, f"deal_play.{name}", **facts)

    def figure(self, value: float, one: DealMeasure, signed: bool = False) -> str:
        """The value, with the mark of money; `signed`: what is more has its sign too."""
        sign = "−" if value < 0 else "+" if signed and value > 0 else ""
        if one.unit != "money":
            return f"{sign}{abs(value):.{one.digits}f}"
        if max(map(abs, (one.before, one.after, one.least, one.most))) < WHOLE_FROM:
            amount = money(in_units(abs(value), self.currency))
        else:
            amount = whole(abs(value) * unit_fen(self.currency), self.currency)
        return f"{sign}{JOINED}{amount}" if sign else amount

    def span(self, one: DealMeasure, signed: bool = False) -> str:
        """From the smallest difference of a night to the greatest."""
        if one.least == one.most:
            return ""
        least, most = (self.figure(value, one, signed) for value in (one.least, one.most))
        return self.say("span", least=least, most=most)


def play_said(
    rehearsal: DealRehearsal, outcome: DealOutcome, language: str, currency: str
) -> PlaySaid | None:
    """What came out of it; None where no order had the deal, so that nothing is different."""
    by_key = {one.key: one for one in outcome.measures}
    if not outcome.taken or "stall_kept" not in by_key:
        return None
    sayer = _Sayer(language, currency)
    kept = by_key["stall_kept"]
    word = "kept_less" if kept.after < kept.before else "kept_more"
    change = sayer.figure(abs(kept.after - kept.before), kept)
    return PlaySaid(
        first=sayer.say(word, change=change, span=sayer.span(kept, signed=True)),
        sentences=tuple(_sentences(sayer, rehearsal, outcome, by_key)),
        rows=tuple(_row(sayer, one) for one in outcome.measures),
    )


def _sentences(
    sayer: _Sayer, rehearsal: DealRehearsal, outcome: DealOutcome, by_key: dict[str, DealMeasure]
) -> Iterator[str]:
    kept, cost, orders = (by_key[f"stall_{one}"] for one in ("kept", "deals", "orders"))
    if not kept.clear:
        yield sayer.say("unclear")
    taken, of = f"{outcome.taken:.1f}", sayer.figure(orders.after, orders)
    change = sayer.figure(cost.after - cost.before, cost)
    yield sayer.say("cost", change=change, span=sayer.span(cost), taken=taken, orders=of)
    if rehearsal.more_percent:
        more = sayer.figure(orders.after - orders.before, orders)
        percent = rehearsal.more_percent
        yield sayer.say("more_came", more=more, span=sayer.span(orders), percent=percent)
    if outcome.even:
        even = outcome.even
        same = f"{even.least:.1f}" == f"{even.most:.1f}"
        least, most = f"{even.least:.1f}", f"{even.most:.1f}"
        yield sayer.say(
            "even",
            orders=f"{even.orders:.1f}",
            span="" if same else sayer.say("span", least=least, most=most),
            usual=f"{even.usual:.1f}",
            percent=f"{100 * even.orders / even.usual:.0f}",
        )
    else:
        yield sayer.say("even_none")
    door = by_key.get("stall_to_door")
    if door and door.clear:
        minutes = (sayer.figure(value, door) for value in (door.before, door.after))
        yield sayer.say("waits", **dict(zip(("before", "after"), minutes, strict=True)))
    elif door:
        yield sayer.say("waits_same")


def _row(sayer: _Sayer, one: DealMeasure) -> PlayRow:
    is_same = one.least == one.most == 0
    change = sayer.figure(one.after - one.before, one, signed=True)
    return PlayRow(
        name=sayer.say(f"row_{one.key}"),
        before=sayer.figure(one.before, one),
        after=sayer.figure(one.after, one),
        difference=sayer.say("same") if is_same else change,
        span="" if is_same else sayer.span(one, signed=True),
    )
