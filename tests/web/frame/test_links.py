"""Links are told apart by purpose, thing and number, and by the secret of the installation."""

from __future__ import annotations

from yeshi.web.frame.links import LinkMaker
from yeshi.web.frame.site import Site

SITE = Site("https://market.example.org")


def test_a_link_is_made_again_and_no_other_is_like_it() -> None:
    """So that none has to be kept; with 256 bits that follow from the secret alone."""
    links = LinkMaker("secret", SITE)
    assert links.token("a", "iv-1", 1) == LinkMaker("secret", SITE).token("a", "iv-1", 1)
    others = [
        links.token("b", "iv-1", 1), links.token("a", "iv-2", 1), links.token("a", "iv-1", 2),
        LinkMaker("other", SITE).token("a", "iv-1", 1),
    ]  # fmt: skip
    seals = {one.partition(".")[2] for one in [links.token("a", "iv-1", 1), *others]}
    assert len(seals) == 5
    assert {len(seal) for seal in seals} == {43}


def test_a_link_begins_with_the_public_address() -> None:
    """Whatever host somebody asked by."""
    assert LinkMaker("s", SITE).address("t") == "https://market.example.org/come-in/t"
