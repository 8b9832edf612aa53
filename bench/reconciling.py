"""Whether planted faults are found in a month of orders, and how soon: python -m bench.reconciling.

A made-up month is written as WeChat Pay writes its bills, one a day, with faults of five kinds
planted; they are read and matched to the books. Counted is what was found of what was planted, and
what was found besides.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tests.files.statements.papers import WECHAT_HEAD
from tests.ledger.months import PlantedMonth, month_of, name_of
from yeshi.base.calendar import Calendar
from yeshi.files.statements.reading import read_statement
from yeshi.ledger.reconciliation import DiscrepancyKind, match
from yeshi.ledger.stated import ASIDE, StatedEntry

CITY = Calendar(ZoneInfo("UTC"))
# Of each kind so many in a hundred thousand orders.
PLANTED_IN, PLANTED = 100_000, 40


def main() -> None:
    """Print what was found of each kind, what besides, and the seconds."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--orders", type=int, default=PLANTED_IN)
    asked.add_argument("--seed", type=int, default=20)
    said = asked.parse_args()
    month = planted_month(said.orders, said.seed)
    papers = [one.encode("gb18030") for one in written(month)]
    booked, _ = month.both()
    begun = time.perf_counter()
    rows = [row for one in papers for row in read_statement(one, CITY, "CNY").entries]
    read_in = time.perf_counter() - begun
    matching = match(booked, rows, timedelta(hours=1), lambda _: True)
    took = time.perf_counter() - begun
    found = {(one.kind, name_of(one)) for one in matching.findings}
    print(f"{said.orders} orders, {len(rows)} rows in {len(papers)} bills,"
          f" {sum(map(len, papers)) / 1e6:.1f} MB, {len(matching.matched)} matched")  # fmt: skip
    of_kind = Counter(kind for kind, _ in found & month.planted)
    for kind, planted in sorted(Counter(kind for kind, _ in month.planted).items()):
        print(f"{kind}: {of_kind[kind]} of {planted} found")
    besides = len(matching.findings) - len(found & month.planted)
    print(f"besides: {besides}; read in {read_in:.1f} s, all in {took:.1f} s")


def planted_month(orders: int, seed: int) -> PlantedMonth:
    """The month, with as many faults of each kind."""
    month, chance = month_of(orders, seed), Random(seed)
    each = max(1, orders * PLANTED // PLANTED_IN)
    places = chance.sample(range(len(month.booked)), each * len(DiscrepancyKind))
    for number, at in enumerate(places):
        month.plant(list(DiscrepancyKind)[number // each], at, chance.randrange(1, 5000))
    return month


def written(month: PlantedMonth) -> Iterator[str]:
    """What is stated of it: a bill for each day, in no order."""
    by_day: dict[date, list[StatedEntry]] = defaultdict(list)
    for one in month.stated:
        if one.kind not in ASIDE:
            by_day[one.day].append(one)
    for _, rows in sorted(by_day.items()):
        Random(1).shuffle(rows)
        yield _bill(rows)


def _bill(rows: Sequence[StatedEntry]) -> str:
    lines = [WECHAT_HEAD]
    for one in rows:
        at = (one.at or CITY.day_begins(one.day)).astimezone(ZoneInfo("Asia/Shanghai"))
        amount = (one.amount * (1 if one.amount.fen > 0 else -1)).plain()
        paid, back = (amount, "0.00") if one.amount.fen > 0 else ("0.00", amount)
        order, refund = (one.reference, "0") if one.amount.fen > 0 else ("0", one.reference)
        state, came_back = ("SUCCESS", "") if one.amount.fen > 0 else ("REFUND", "SUCCESS")
        cells = (
            f"{at:%Y-%m-%d %H:%M:%S}", "wx1", "190", "0", "", "42000", order, "o1", "NATIVE", state,
            "OTHERS", "CNY", paid, "0.00", "0", refund, back, "0.00", "", came_back, "夜市", "",
            "0.00", "0.60%", paid, back, "",
        )  # fmt: skip
        lines.append(",".join(f"`{cell}" for cell in cells) + "\r\n")
    lines.append("总交易单数,应结订单总金额,退款总金额\r\n")
    lines.append(f"`{len(rows)},`0.00,`0.00\r\n")
    return "".join(lines)


if __name__ == "__main__":
    main()
