"""Each rule of a voucher is a sentence in the reader's language."""

from __future__ import annotations

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.vouchers.rules import CodeKind, CustomerGroup, Rules, VoucherLimits, Where
from yeshi.web.frame.voucher_words import rules_said, sector_said

RULES = Rules(
    group=CustomerGroup.AWAY, away_days=30, signed_in=True, code=CodeKind.EACH,
    where=Where(markets=("m",), sectors=("snacks", "tea")),
    limits=VoucherLimits(own=1, own_day=2, day=3, day_off=Money(5000, "CNY")),
    beside_deals=False,
)  # fmt: skip


def test_all_of_them_are_said() -> None:
    """In their order."""
    said = rules_said(RULES, [Name("夜市", "Night market")], "en")
    assert said == (
        "For those who have ordered before, but not for 30 days.",
        "For those who have signed in.",
        "With a code, each good for one order.",
        "Only at Night market.",
        "Only for snacks, tea.",
        "Not for dishes on which the stall has a deal.",
        "Once for each customer.",
        "2 times a day for each customer.",
        "3 a day for all together.",
        "¥50.00 a day for all together.",
    )
    chinese = rules_said(RULES, [Name("夜市", "Night market")], "zh")
    assert len(chinese) == len(said)
    assert "限夜市使用。" in chinese
    assert all(one.endswith("。") for one in chinese)


def test_without_rules_there_is_nothing_to_say() -> None:
    """Nor with rules that ask nothing; one for new customers says so."""
    assert rules_said(None, [], "en") == rules_said(Rules(), [], "en") == ()
    assert rules_said(Rules(group=CustomerGroup.NEW), [], "en") == ("For a first order alone.",)
    assert rules_said(Rules(code=CodeKind.ONE), [], "en") == ("With a code.",)


def test_a_kind_of_stall_that_has_no_word_is_said_as_it_is() -> None:
    """As a city entered it."""
    assert sector_said("tea", "zh") == "tea"
    assert sector_said("snacks", "zh") == "小吃"
