"""The command that reads in what providers and the bank state."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yeshi import settings
from yeshi.cli.console import complain, say

# What a shell is told where something does not agree.
OPEN = 1


def reconcile(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Stripe's, WeChat Pay's or Alipay's CSV, or a bank's CAMT.053, MT940 or CSV."
        ),
    ],
) -> None:
    """Match files of providers and the bank to the books; ends with 1 where something is left.

    A file that was read in before changes nothing. What is left is explained at
    /money/reconciliation.
    """
    from yeshi.wiring.statement_read_in import read_statement_in

    left: dict[str, int] = {}
    for file in files:
        told = read_statement_in(settings.read(), file)
        one, account = told.file, told.desk.account
        say.print(
            f"{file}: {one.form}, {one.rows} rows: {one.matched} agree, {one.aside} are fees or "
            f"passed on, {one.found} do not agree.",
            markup=False, highlight=False,
        )  # fmt: skip
        left[account.id] = account.count
    for account_id, count in left.items():
        if count:
            complain.print(f"{account_id}: {count} open.", markup=False, highlight=False)
    if any(left.values()):
        raise typer.Exit(OPEN)
