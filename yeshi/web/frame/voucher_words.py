"""A voucher's rules in sentences: for whom it is, where it is spent, and how often."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.base.names import Name
from yeshi.base.sentences import say, sentences
from yeshi.vouchers.rules import CodeKind, CustomerGroup, Rules
from yeshi.web.frame.amounts import money


def rules_said(rules: Rules | None, places: Sequence[Name], language: str) -> tuple[str, ...]:
    """A sentence for each rule, in their order; `places`: where it is spent, by name."""
    if rules is None:
        return ()
    alone = [] if rules.beside_deals else [say(language, "voucher_rule.not_beside_deals")]
    where = _where(rules, places, language)
    return (*_for_whom(rules, language), *where, *alone, *_often(rules, language))


def sector_said(sector: str, language: str) -> str:
    """What stalls of a kind sell, in a word."""
    return sentences(language).get(f"sector.{sector}", sector)


def _for_whom(rules: Rules, language: str) -> list[str]:
    said = []
    if rules.group is CustomerGroup.NEW:
        said.append(say(language, "voucher_rule.new"))
    if rules.group is CustomerGroup.AWAY:
        said.append(say(language, "voucher_rule.away", days=rules.away_days))
    if rules.signed_in:
        said.append(say(language, "voucher_rule.signed_in"))
    if rules.code is not CodeKind.NONE:
        said.append(say(language, f"voucher_rule.code_{rules.code}"))
    return said


def _where(rules: Rules, places: Sequence[Name], language: str) -> list[str]:
    between = say(language, "opening.comma")
    said = []
    if places:
        where = between.join(one.in_language(language) for one in places)
        said.append(say(language, "voucher_rule.where", where=where))
    if rules.where.sectors:
        what = between.join(sector_said(one, language) for one in rules.where.sectors)
        said.append(say(language, "voucher_rule.sectors", what=what))
    return said


def _often(rules: Rules, language: str) -> list[str]:
    limits = rules.limits
    counts = (("own", limits.own), ("own_day", limits.own_day), ("day", limits.day))
    said = [
        say(language, f"voucher_rule.{name}_once" if times == 1 else f"voucher_rule.{name}",
            times=times)
        for name, times in counts
        if times is not None
    ]  # fmt: skip
    if limits.day_off is not None:
        said.append(say(language, "voucher_rule.day_off", amount=money(limits.day_off)))
    return said
