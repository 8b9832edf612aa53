"""What deals take off: worked examples, and what must hold of every basket."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.market.deals import by_hour, second, threshold
from tests.records import fen, named
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.market.deal import Deal, DealKind
from yeshi.market.dealing import DealLine, cost_by_deal, deal_out, next_step, taken_off


def piece(item: str, price: int, quantity: int = 1, category: str | None = None) -> DealLine:
    """So many of a dish at that price."""
    return DealLine(
        key=item,
        item=item,
        category=named(category) if category else None,
        price=fen(price),
        quantity=quantity,
    )


def offs(deals: list[Deal], *lines: DealLine, left: dict[str, Money] | None = None) -> list[int]:
    """What comes off each line, in fen."""
    dealt = deal_out(deals, lines, left or {})
    return [sum(one.off.fen for one in dealt.get(line.key, ())) for line in lines]


@pytest.mark.parametrize(
    ("deals", "lines", "expected"),
    [
        pytest.param([], [piece("a", 1500)], [0], id="no deal"),
        pytest.param(
            [threshold((3000, 500))], [piece("a", 2999)], [0], id="a fen below the threshold"
        ),
        pytest.param([threshold((3000, 500))], [piece("a", 3000)], [500], id="at the threshold"),
        pytest.param(
            [threshold((3000, 500))],
            [piece("a", 2000), piece("b", 1000)],
            [333, 167],
            id="shared by what the lines cost, to the fen",
        ),
        pytest.param(
            [threshold((3000, 500), (6000, 1200))],
            [piece("a", 3000, 2)],
            [1200],
            id="the highest step that is reached",
        ),
        pytest.param(
            [threshold((3000, 500)), threshold((2500, 600), id_="u")],
            [piece("a", 3000)],
            [600],
            id="the better of two thresholds",
        ),
        pytest.param([second(5000, "a")], [piece("a", 1501, 2)], [751], id="the second at half"),
        pytest.param([second(5000, "a")], [piece("a", 1500, 3)], [750], id="no third of three"),
        pytest.param([second(5000, "a")], [piece("a", 1500, 4)], [1500], id="two of four"),
        pytest.param([second(5000, "a")], [piece("b", 1500, 2)], [0], id="of no other dish"),
        pytest.param(
            [second(5000)],
            [piece("a", 1000), piece("b", 3000)],
            [125, 375],
            id="of two dishes the cheaper is the second, and both bear it",
        ),
        pytest.param(
            [second(10_000 * 9 // 10, category="cold")],
            [piece("a", 1000, 2, "cold"), piece("b", 1000, 2, "hot")],
            [900, 0],
            id="of a category alone",
        ),
        pytest.param([by_hour(2000)], [piece("a", 1599, 3)], [960], id="a fifth off each"),
        pytest.param(
            [by_hour(2000), second(5000)],
            [piece("a", 1000, 2)],
            [500],
            id="one deal a line, the better one",
        ),
        pytest.param(
            [by_hour(3000), second(5000)],
            [piece("a", 1000, 3)],
            [900],
            id="the other one where that is better",
        ),
        pytest.param(
            [by_hour(2000, "a"), threshold((3000, 500))],
            [piece("a", 2000), piece("b", 1400)],
            [400 + 267, 233],
            id="a threshold counts what is left to pay",
        ),
        pytest.param(
            [by_hour(1000), threshold((3000, 500))],
            [piece("a", 3000)],
            [500],
            id="the threshold alone, where the other would miss it and gives less",
        ),
        pytest.param(
            [by_hour(3000), threshold((3000, 500))],
            [piece("a", 3000)],
            [900],
            id="and not where it gives more",
        ),
        pytest.param(
            [by_hour(2000, "a"), second(5000, "b")],
            [piece("a", 1000), piece("b", 1000, 2)],
            [200, 500],
            id="each dish its own",
        ),
    ],
)
def test_worked_examples(deals: list[Deal], lines: list[DealLine], expected: list[int]) -> None:
    """As they stand in the decision record."""
    assert offs(deals, *lines) == expected


def test_a_limit_is_kept_whole() -> None:
    """A deal takes all that it would, or nothing; another one may count in its place."""
    deals = [by_hour(3000, id_="h"), threshold((3000, 500), id_="t")]
    line = piece("a", 5000)
    assert offs(deals, line) == [2000]
    assert offs(deals, line, left={"h": fen(1499)}) == [500]
    assert offs(deals, line, left={"h": fen(1500), "t": fen(499)}) == [1500]
    assert offs(deals, line, left={"h": fen(0), "t": fen(0)}) == [0]


def test_what_lacks_until_a_threshold() -> None:
    """The nearest step that takes more off; counted after the other deals, as it will be."""
    deals = [by_hour(1000, "a"), threshold((3000, 500), (6000, 1200), id_="t")]

    def lacks(*lines: DealLine, left: dict[str, Money] | None = None) -> tuple[int, int] | None:
        dealt = deal_out(deals, lines, left or {})
        found = next_step(deals, lines, dealt, left or {})
        return (found.missing.fen, found.step.off.fen) if found else None

    assert lacks(piece("b", 2600)) == (400, 500)
    assert lacks(piece("a", 2600)) == (3000 - 2340, 500)
    assert lacks(piece("b", 3100)) == (2900, 1200)
    assert lacks(piece("b", 6000)) is None
    assert lacks(piece("b", 2600), left={"t": fen(700)}) == (400, 500)
    assert lacks(piece("b", 3100), left={"t": fen(700)}) is None


DISHES = ("a", "b", "c", "d")
some_deals = some.lists(
    some.one_of(
        some.builds(
            lambda least, off: threshold((least, min(off, least - 1))),
            some.integers(2, 6000),
            some.integers(1, 3000),
        ),
        some.builds(second, some.integers(1, 9000), some.sampled_from(("", *DISHES))),
        some.builds(by_hour, some.integers(1, 9000), some.sampled_from(("", *DISHES))),
    ),
    max_size=5,
).map(lambda deals: [replace(one, id=f"d{number}") for number, one in enumerate(deals)])
some_lines = some.lists(
    some.builds(
        lambda item, price, quantity, number: replace(
            piece(item, price, quantity, "cold"), key=f"{item}{number}"
        ),
        some.sampled_from(DISHES),
        some.integers(1, 4000),
        some.integers(1, 7),
        some.integers(0, 99),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one.key,
)
some_left = some.dictionaries(
    some.sampled_from([f"d{n}" for n in range(5)]), some.integers(0, 3000).map(fen)
)


@given(some_deals, some_lines, some_left, some.randoms())
def test_whatever_is_bought(
    deals: list[Deal], lines: list[DealLine], left: dict[str, Money], chance: Random
) -> None:
    """Never below nothing nor more than a line, one deal on dishes a line, within each limit; the
    order of lines and deals changes nothing, and no single deal would give more."""
    dealt = deal_out(deals, lines, left)
    for line in lines:
        taken = dealt.get(line.key, ())
        assert all(one.off.fen > 0 for one in taken)
        assert sum(one.off.fen for one in taken) <= line.priced.fen
        assert sum(one.deal.kind is not DealKind.THRESHOLD for one in taken) <= 1
        assert sum(one.deal.kind is DealKind.THRESHOLD for one in taken) <= 1
    for id_, cost in cost_by_deal(one for taken in dealt.values() for one in taken).items():
        assert cost <= left.get(id_, cost)
    steps = {
        one.deal.id: sum(
            it.off.fen for mine in dealt.values() for it in mine if it.deal is one.deal
        )
        for taken in dealt.values()
        for one in taken
        if one.deal.kind is DealKind.THRESHOLD
    }
    # A threshold's whole is shared out, to the fen.
    offs_of = {one.id: {step.off.fen for step in one.steps} for one in deals}
    assert all(whole in offs_of[id_] for id_, whole in steps.items())
    assert len(steps) <= 1
    shuffled, turned = list(lines), list(deals)
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    assert deal_out(turned, shuffled, left) == dealt
    alone = (taken_off(deal_out([one], lines, left)) for one in deals)
    assert taken_off(dealt) >= max(alone, default=0)


def test_a_category_is_known_by_its_chinese_name() -> None:
    """And a dish without one is of none."""
    deal = second(5000, category="冷")
    cold = replace(piece("a", 1000, 2), category=Name("冷", "cold"))
    assert offs([deal], cold) == [500]
    assert offs([deal], piece("a", 1000, 2)) == [0]


def test_it_is_quick_with_the_largest_basket() -> None:
    """As many deals as a stall may have, on as many lines of as many as a basket may hold."""
    deals = [by_hour(1000 + n, id_=f"h{n}", hours=(time(0), time(0))) for n in range(3)]
    deals += [second(5000 + n, id_=f"s{n}") for n in range(3)]
    lines = [piece(f"x{n}", 1000 + n, 50) for n in range(40)]
    dealt = deal_out(deals, lines, {})
    assert taken_off(dealt) > 0
