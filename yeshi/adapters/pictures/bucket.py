"""The forms of pictures in a bucket of a store that speaks as S3 does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from yeshi.base.errors import PicturesUnreachable
from yeshi.base.outlets import PictureBucket

WAIT_S = 10.0
_MISSING = ("NoSuchKey", "NoSuchObject")


class BucketShelf:
    """Keeps pictures in a bucket, which is there before and which nobody else writes to."""

    def __init__(self, place: PictureBucket) -> None:
        import urllib3
        from minio import Minio

        self._place = place
        # It is tried again by whoever asked, so that nobody's page waits for long.
        pool = urllib3.PoolManager(timeout=WAIT_S, retries=urllib3.Retry(1))
        self._client = Minio(
            endpoint=place.host, access_key=place.key, secret_key=place.secret, secure=place.tls,
            region=place.region or None, http_client=pool,
        )  # fmt: skip

    def put(self, digest: str, forms: Mapping[int, bytes]) -> None:
        """Keep these forms; PicturesUnreachable where the store does not take them."""
        with self._told():
            for width, data in forms.items():
                self._client.put_object(
                    bucket_name=self._place.bucket, object_name=_name(digest, width),
                    data=BytesIO(data), length=len(data), content_type="image/webp",
                )  # fmt: skip

    def read(self, digest: str, width: int) -> bytes | None:
        """The form of that width; None where there is none."""
        from minio.error import S3Error

        found: Any = None
        with self._told():
            try:
                found = self._client.get_object(
                    bucket_name=self._place.bucket, object_name=_name(digest, width)
                )
                return bytes(found.read())
            except S3Error as fault:
                if fault.code in _MISSING:
                    return None
                raise
            finally:
                if found is not None:
                    found.close()
                    found.release_conn()

    def let_go(self, digest: str) -> None:
        """Keep none of its forms any more."""
        with self._told():
            listed = list(
                self._client.list_objects(
                    bucket_name=self._place.bucket, prefix=f"{digest}/", recursive=True
                )
            )
            for one in listed:
                self._client.remove_object(
                    bucket_name=self._place.bucket, object_name=str(one.object_name)
                )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the library raises within the context, as an error of the platform."""
        from minio.error import MinioException
        from urllib3.exceptions import HTTPError

        try:
            yield
        except (MinioException, HTTPError) as fault:
            what = getattr(fault, "code", None) or type(fault).__name__
            raise PicturesUnreachable(f"{self._place.host}: {what}") from None


def _name(digest: str, width: int) -> str:
    return f"{digest}/{width}.webp"
