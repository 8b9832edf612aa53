"""The command line: which command is asked for, and what is said when the world fails it."""

from __future__ import annotations

import sys

from yeshi.base.errors import InputError, OperatingError


def main() -> None:
    """Run the command line: exit code 2 and one sentence for bad input or a failing world."""
    try:
        if sys.argv[1:] in (["demo"], ["serve"]):
            # A city that is started again is waited for: what the others need is not read first.
            from yeshi.cli import serving

            (serving.demo if sys.argv[1] == "demo" else serving.serve)()
        elif sys.argv[1:2] == ["work"]:
            from yeshi.cli.working import alone

            alone()
        else:
            from yeshi.cli.commands import app

            app()
    except (InputError, OperatingError) as fault:
        from yeshi.cli.console import complain

        complain.print(f"yeshi: {fault}", markup=False)
        sys.exit(2)
