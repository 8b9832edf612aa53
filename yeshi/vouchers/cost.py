"""What a campaign may cost at most by its rules, whatever its budget."""

from __future__ import annotations

from yeshi.base.money import Money
from yeshi.vouchers.rules import CodeKind, Rules


def cost_at_most(rules: Rules | None, off: Money, days: int, codes: int) -> Money | None:
    """The most that it takes off in so many business days, with so many single codes made.

    None where no rule bounds it: then its budget alone does.
    """
    if rules is None:
        return None
    limits, bounds = rules.limits, []
    if limits.day is not None:
        bounds.append(off * limits.day * days)
    if limits.day_off is not None:
        bounds.append(limits.day_off * days)
    if rules.code is CodeKind.EACH and codes:
        bounds.append(off * codes)
    return min(bounds, default=None)
