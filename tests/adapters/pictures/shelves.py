"""What every shelf of pictures has to do, wherever it keeps them."""

from __future__ import annotations

from yeshi.flow.ports import PictureShelf

ONE, OTHER = "a" * 64, "b" * 64


def keeps_and_lets_go(shelf: PictureShelf) -> None:
    """Forms are found by digest and width, once they are there and as long as they are kept."""
    assert shelf.read(ONE, 240) is None
    shelf.put(ONE, {240: b"small", 640: b"large"})
    shelf.put(OTHER, {240: b"another"})
    # Once more: the same under the same digest.
    shelf.put(ONE, {240: b"small", 640: b"large"})
    assert shelf.read(ONE, 240) == b"small"
    assert shelf.read(ONE, 640) == b"large"
    assert shelf.read(ONE, 1280) is None
    shelf.let_go(ONE)
    shelf.let_go(ONE)
    assert shelf.read(ONE, 240) is None
    assert shelf.read(ONE, 640) is None
    assert shelf.read(OTHER, 240) == b"another"
