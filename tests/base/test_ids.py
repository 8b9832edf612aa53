"""An id is a fingerprint of what it was made from."""

from base64 import b32encode
from hashlib import blake2b

from hypothesis import given
from hypothesis import strategies as some

from yeshi.base.ids import make_id


@given(some.lists(some.text(), min_size=1, max_size=4))
def test_an_id_is_base32_of_80_bits(sources: list[str]) -> None:
    """As the standard library writes them, in lower case."""
    digest = blake2b("\x1f".join(sources).encode(), digest_size=10).digest()
    assert make_id("or", *sources) == "or-" + b32encode(digest).decode().lower()
