"""What a page says of the print of a report: that it is there, that it is to come, or that not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from yeshi.flow.city.printing import PrintView


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A report's print and errand, for frame/press.html.

    `here`: the page that shows it. `part`: where the part of it is that changes. `pdf`: where its
    pages are. `ask`: where one has it printed, by sending `sent`. `is_shown`: the page tells the
    same without a print.
    """

    view: PrintView
    since: date
    until: date
    here: str
    part: str
    pdf: str
    ask: str
    sent: Mapping[str, str] = field(default_factory=dict)
    is_shown: bool = False

    @property
    def is_coming(self) -> bool:
        """Whether a newer one is being prepared."""
        errand = self.view.errand
        return not self.view.is_newest and errand is not None and errand.is_open

    @property
    def is_given_up(self) -> bool:
        """Whether the newer one could not be made."""
        errand = self.view.errand
        return not self.view.is_newest and errand is not None and not errand.is_open
