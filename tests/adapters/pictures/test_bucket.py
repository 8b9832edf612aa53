"""Pictures lie in a bucket: asked by signed requests, and no page waits long for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.adapters.pictures.buckets import BUCKET, KEY, SECRET, Bucket, bucket
from tests.adapters.pictures.shelves import ONE, keeps_and_lets_go
from yeshi.adapters.pictures.bucket import BucketShelf
from yeshi.base.errors import PicturesUnreachable
from yeshi.base.outlets import PictureBucket


@pytest.fixture
def there() -> Iterator[Bucket]:
    """The store."""
    with bucket() as made:
        yield made


def shelf(there: Bucket, key: str = KEY) -> BucketShelf:
    """The shelf in that store."""
    place = PictureBucket(
        host=there.host, bucket=BUCKET, tls=False, key=key, secret=SECRET, region="cn-south-1"
    )
    return BucketShelf(place)


def test_it_keeps_and_lets_go(there: Bucket) -> None:
    """As what they are, under names that the bucket's owner finds again."""
    keeps_and_lets_go(shelf(there))
    assert list(there.objects) == [f"{'b' * 64}/240.webp"]
    assert set(there.kinds.values()) == {"image/webp"}


def test_a_wrong_key_is_told_without_the_secret(there: Bucket) -> None:
    """By the store's own word for it."""
    with pytest.raises(PicturesUnreachable, match="AccessDenied") as fault:
        shelf(there, "wrong").read(ONE, 240)
    assert SECRET not in str(fault.value)


def test_a_store_that_is_away_is_told() -> None:
    """Whether it refuses, or is not there at all."""
    with bucket() as there:
        kept = shelf(there)
        there.away = True
        with pytest.raises(PicturesUnreachable):
            kept.put(ONE, {240: b"small"})
    with pytest.raises(PicturesUnreachable):
        kept.read(ONE, 240)
