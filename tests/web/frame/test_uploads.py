"""What others bring is kept as what it is: pictures are painted anew, all else stays as it came."""

from __future__ import annotations

from yeshi.accords.contents import PictureUnread
from yeshi.base.refused import Refused
from yeshi.web.frame.uploads import clean

PNG = b"\x89PNG\r\n\x1a\n..."


def anew(data: bytes) -> bytes | Refused:
    """What a painter gave."""
    return Refused(PictureUnread(1)) if data.endswith(b"broken") else b"anew"


def test_pictures_alone_are_painted_anew() -> None:
    """One that cannot be is refused; what is too large is not even looked at."""
    assert clean(anew, PNG, 100) == b"anew"
    assert isinstance(clean(anew, PNG + b"broken", 100), Refused)
    for data in (b"%PDF-1.7", b"a text", b"\0"):
        assert clean(anew, data, 100) == data
    assert clean(anew, PNG, 3) == PNG
