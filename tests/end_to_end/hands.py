"""A person at a phone: what they do is done in the browser, and how long it would take is reckoned.

The times are those of the keystroke-level model (Card, Moran and Newell, 1980): a key takes 0.28 s,
as of an average typist, a finger that goes somewhere 1.1 s, a thought before each step 1.35 s. On
top of them comes what the city itself took to answer, as it was measured. The browser is not made
to wait as long as a person would; it types with a short pause a key.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

from playwright.sync_api import Locator, Page

KEY_S, POINT_S, THINK_S = 0.28, 1.1, 1.35
# A sign of Chinese is about three letters of pinyin, and chosen; a photo is framed and taken.
KEYS_A_SIGN, PHOTO_S = 4, 20.0
# How long a line of a table takes to be read.
READ_LINE_S = 1.0
TYPED_MS, WAIT_MS = 5, 170_000


class Hands:
    """Somebody's hands on one page, and the seconds that they would have needed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.needed_s, self.answered_s = 0.0, 0.0

    @property
    def took_s(self) -> float:
        """All that it would have taken a person, the city's answers included."""
        return self.needed_s + self.answered_s

    def go(self, url: str) -> None:
        """Open an address that one has before one, as a link or as a code to scan."""
        self.needed_s += THINK_S + POINT_S
        began = time.monotonic()
        answer = self.page.goto(url)
        self.answered_s += time.monotonic() - began
        assert answer is not None
        assert answer.ok, (url, answer.status)

    def press(self, what: str | Locator, awaited: str | re.Pattern[str] = "") -> None:
        """Press it and wait for the page that follows, where an address is awaited."""
        self.needed_s += THINK_S + POINT_S
        began = time.monotonic()
        self._there(what).click()
        if awaited:
            self.page.wait_for_url(awaited, timeout=WAIT_MS)
        self.page.wait_for_load_state()
        self.answered_s += time.monotonic() - began

    def type(self, what: str | Locator, text: str) -> None:
        """Go to the field and type, over what stands there."""
        keys = sum(1 if sign.isascii() else KEYS_A_SIGN for sign in text)
        self.needed_s += THINK_S + POINT_S + KEY_S * keys
        field = self._there(what)
        field.click()
        field.fill("")
        if field.get_attribute("type") in ("time", "date"):
            # Such a field has parts of its own, which no two browsers fill alike.
            field.fill(text)
        else:
            field.press_sequentially(text, delay=TYPED_MS)

    def wait_for(self, what: str | Locator, usual_s: float) -> None:
        """Wait until it is there to be seen; no more than what is usual is counted.

        What takes all of a core is slower here, beside a browser and whatever else is tested.
        """
        began = time.monotonic()
        self._there(what).wait_for(timeout=WAIT_MS)
        self.answered_s += min(usual_s, time.monotonic() - began)

    def choose(self, what: str | Locator, value: str) -> None:
        """Choose from a list."""
        self.needed_s += THINK_S + 2 * POINT_S
        self._there(what).select_option(value)

    def photograph(self, what: str | Locator, photo: Path) -> None:
        """Take a photo into the field."""
        self.needed_s += THINK_S + POINT_S + PHOTO_S
        self._there(what).set_input_files(photo)

    def read(self, lines: int) -> None:
        """Read so many lines."""
        self.needed_s += READ_LINE_S * lines

    def _there(self, what: str | Locator) -> Locator:
        return self.page.locator(what) if isinstance(what, str) else what
