"""A programme in sentences: its fund and its places, each against the year before."""

from __future__ import annotations

from collections.abc import Callable

from yeshi.base.light import Bounds, Light
from yeshi.base.money import Money, total
from yeshi.base.sentences import say
from yeshi.flow.programmes.accounting import ProgrammeView
from yeshi.programmes.forecast import Forecast
from yeshi.web.frame.amounts import money
from yeshi.web.frame.render import in_percent
from yeshi.web.frame.telling import LINE_OF, ToldFigure

# In what share of the futures all that falls due has to be paid, and what share of places given.
LASTS, FILLED = Bounds(0.95, 0.8), Bounds(0.9, 0.6)


def told_of_programme(
    view: ProgrammeView, outlook: Forecast, year: int, language: str
) -> list[ToldFigure]:
    """What is in the fund and whether it lasts, what came and went, and whom it helps.

    `year`: the one under way in the city.
    """

    def text(key: str, **facts: object) -> str:
        return say(language, f"programme_told.{key}", **facts)

    return [
        _fund(view, outlook, year, text),
        _flow(view, year, text),
        _places(view, year, text),
    ]


def _fund(
    view: ProgrammeView, outlook: Forecast, year: int, text: Callable[..., str]
) -> ToldFigure:
    """By the next year, for which it is known best what will fall due."""
    ahead = next((one for one in outlook.years if one.year == year + 1), None)
    ends = _ends(view, year)
    before = ends[-2] if len(ends) > 1 else None
    good, fair = in_percent(LASTS.good), in_percent(LASTS.fair)
    return ToldFigure(
        id="fund",
        sentence=text("fund", balance=money(view.balance)) + (
            " " + text("lasts", year=ahead.year, share=in_percent(ahead.paid)) if ahead else ""
        ),
        compared=text("fund_was", year=year - 1, balance=money(before)) if before is not None
        else text("first_year"),
        light=LASTS.light(ahead.paid) if ahead else None,
        rule=text("rule_lasts", good=good, fair=fair),
        how=text("how_lasts", draws=outlook.chances.draws),
        line=tuple(float(one.units) for one in ends),
    )  # fmt: skip


def _ends(view: ProgrammeView, year: int) -> list[Money]:
    """What was in the fund at the end of each year from the first, and is now."""
    currency = view.balance.currency
    first = min((one.year for one in view.sums), default=year)
    ends = []
    held = Money(0, currency)
    for each in range(first, year + 1):
        held = held + _net(view, each)
        ends.append(held)
    return ends[-LINE_OF:]


def _net(view: ProgrammeView, year: int) -> Money:
    came, went = _moved(view, year)
    return came - went


def _moved(view: ProgrammeView, year: int) -> tuple[Money, Money]:
    of_year = [one for one in view.sums if one.year == year]
    currency = view.balance.currency
    return total((one.into for one in of_year), currency), total(
        (one.out for one in of_year), currency
    )


def _flow(view: ProgrammeView, year: int, text: Callable[..., str]) -> ToldFigure:
    """Green while no more goes than comes, amber while the fund bears what goes."""
    came, went = _moved(view, year)
    came_before, went_before = _moved(view, year - 1)
    known = any(one.year < year for one in view.sums)
    light = Light.GOOD if went.fen <= came.fen else Light.FAIR
    if went.fen > came.fen and view.balance.fen < went.fen - came.fen:
        light = Light.POOR
    first = min((one.year for one in view.sums), default=year)
    return ToldFigure(
        id="flow", sentence=text("flow", year=year, came=money(came), went=money(went)),
        compared=text("flow_was", year=year - 1, came=money(came_before), went=money(went_before))
        if known else text("first_year"),
        light=light, rule=text("rule_flow"), how=text("how_flow"),
        line=tuple(
            float(_moved(view, one)[0].units)
            for one in range(max(first, year - LINE_OF + 1), year + 1)
        ),
    )  # fmt: skip


def _places(view: ProgrammeView, year: int, text: Callable[..., str]) -> ToldFigure:
    """While the year is under way it has no light, but where enough places are given already."""
    plan = {one.year: one for one in view.plan}
    now, before = plan.get(year), plan.get(year - 1)
    light = None
    if now and now.places and now.selected >= FILLED.good * now.places:
        light = Light.GOOD
    elif before and before.places and (now is None or not now.places):
        light = FILLED.light(before.selected / before.places)
    return ToldFigure(
        id="places",
        sentence=text("places", year=year, selected=now.selected, places=now.places)
        if now and now.places else text("no_places", year=year),
        compared=text("places_was", year=year - 1, selected=before.selected, places=before.places)
        if before and before.places else text("first_year"),
        light=light,
        rule=text("rule_places", good=in_percent(FILLED.good), fair=in_percent(FILLED.fair)),
        how=text("how_places"),
        line=tuple(
            float(one.selected) for one in sorted(view.plan, key=lambda one: one.year)
            if one.year <= year
        )[-LINE_OF:],
    )  # fmt: skip
