"""Templates are compiled once a version, not once a start."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from tests.builders import CHARTER, EVENING, SmallCity
from tests.passwords import quick
from yeshi.adapters.clocks import WallClock
from yeshi.flow.stalls import menus
from yeshi.web.frame.form_tokens import FormTokens
from yeshi.web.frame.render import Renderer
from yeshi.web.frame.sign_in import SignIn


def part(city: SmallCity, kept: Path) -> str:
    """A part as a process shows it that has just been started."""
    sign_in = SignIn(city.engine, "secret", quick(), WallClock())
    return Renderer(city.engine, "0", sign_in, FormTokens("secret"), lambda: CHARTER, kept).part(
        "en",
        EVENING,
        "shop/market_part.html",
        {"section": menus.section(city.engine, None)},
    )


def test_the_next_process_reads_what_was_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And shows the same; what cannot be read is compiled anew."""
    city = SmallCity()
    shown = part(city, tmp_path)
    compiled = list(tmp_path.iterdir())
    assert compiled

    def must_not(*_: object) -> None:
        raise AssertionError("compiled again")

    with monkeypatch.context() as patched:
        patched.setattr(Environment, "_compile", must_not)
        assert part(city, tmp_path) == shown
    for file in compiled:
        file.write_bytes(b"broken")
    assert part(city, tmp_path) == shown


def test_a_page_is_shown_though_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was compiled is not kept; the page that says what is wrong could not be shown else."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("jinja2.bccache.tempfile.NamedTemporaryFile", full)
        patched.setattr("jinja2.bccache.NamedTemporaryFile", full, raising=False)
        shown = part(SmallCity(), tmp_path)
    assert shown
    assert not list(tmp_path.iterdir())
