"""Files that others bring, as they may be kept: of a picture only what it looks like."""

from __future__ import annotations

from collections.abc import Callable

from yeshi.accords.contents import contents_of
from yeshi.base.refused import Refused

Repainter = Callable[[bytes], bytes | Refused]
# By their widths in points the forms of a photo.
Resizer = Callable[[bytes], dict[int, bytes] | Refused]


def clean(repaint: Repainter, data: bytes, bytes_max: int) -> bytes | Refused:
    """The data, of a picture painted anew; what is too large is left to who refuses it."""
    contents = contents_of(data) if len(data) <= bytes_max else None
    if contents is None or isinstance(contents, Refused) or not contents.is_picture:
        return data
    return repaint(data)
