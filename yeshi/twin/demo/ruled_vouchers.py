"""The demo's vouchers with rules: one by a code that stands on a poster, one for a first order."""

from __future__ import annotations

from datetime import timedelta

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.flow.engine import Engine
from yeshi.flow.vouchers import launching
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.rules import CodeKind, CustomerGroup, Rules, VoucherLimits

BY_CODE, FIRST = "night-code", "first-order"
WORD = "NIGHT24"
_LASTS = timedelta(days=365)


def launch_ruled(engine: Engine) -> None:
    """Launch both and pay for them; done before, nothing changes."""
    currency = engine.terms.currency
    code = Rules(code=CodeKind.ONE, limits=VoucherLimits(own_day=1))
    _launch(engine, BY_CODE, Name("夜宵口令券", "Night code"), (3000, 1000, 200_000), code, WORD)
    first = Rules(
        group=CustomerGroup.NEW, limits=VoucherLimits(day=40, day_off=Money(24_000, currency))
    )
    _launch(engine, FIRST, Name("新客见面礼", "First order"), (2000, 600, 100_000), first)


def _launch(
    engine: Engine, id_: str, name: Name, fen: tuple[int, int, int], rules: Rules, word: str = ""
) -> None:
    """`fen`: from which sum on, how much comes off, and how much there is for it."""
    threshold, off, budget = (Money(one, engine.terms.currency) for one in fen)
    now = engine.clock.now()
    campaign = Campaign(
        id=id_,
        name=name,
        threshold=threshold,
        off=off,
        begins_at=now,
        ends_at=now + _LASTS,
        rules=rules,
    )
    launching.launch_campaign(engine, f"demo:{id_}", campaign, word)
    launching.fund_campaign(engine, f"demo:{id_}:budget", id_, budget)
