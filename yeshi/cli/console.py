"""The terminal: where commands speak and complain, and in which languages."""

from __future__ import annotations

from enum import StrEnum

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Language(StrEnum):
    """Languages of a page."""

    en = "en"
    zh = "zh"


# Names of accounts such as outside:bank are no pictures.
say = Console(soft_wrap=True, emoji=False)
complain = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)


def bar() -> Progress:
    """A progress bar that goes when it is full."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeRemainingColumn(), console=complain, transient=True)
