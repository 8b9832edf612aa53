"""A store that speaks as S3 does, as far as pictures need it, and looks who asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

KEY, SECRET, BUCKET = "key", "secret", "pictures"
_SIGNED = re.compile(rf"AWS4-HMAC-SHA256 Credential={KEY}/\d{{8}}/[\w-]+/s3/aws4_request, ")


class Bucket(ThreadingHTTPServer):
    """Objects by their names; what was asked, by method; `away`: answers nothing but a fault."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.objects: dict[str, bytes] = {}
        self.kinds: dict[str, str] = {}
        self.asked: list[str] = []
        self.away = False

    @property
    def host(self) -> str:
        """Where it is found."""
        return f"127.0.0.1:{self.server_address[1]}"


class _Asked(BaseHTTPRequestHandler):
    server: Bucket

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _name(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}").strip("/")

    def _answer(self, status: int, body: bytes = b"", kind: str = "application/xml") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", kind)
        self.send_header("ETag", '"etag"')
        self.send_header("Last-Modified", "Fri, 27 Nov 2026 08:00:00 GMT")
        self.end_headers()
        self.wfile.write(body)

    def _fault(self, status: int, code: str) -> None:
        self._answer(status, f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode())

    def _may(self) -> bool:
        self.server.asked.append(self.command)
        if self.server.away:
            self._fault(503, "SlowDown")
        elif not _SIGNED.match(self.headers.get("Authorization", "")):
            self._fault(403, "AccessDenied")
        else:
            return True
        return False

    def do_PUT(self) -> None:
        """Keep an object."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self._may():
            self.server.objects[self._name()] = body
            self.server.kinds[self._name()] = self.headers["Content-Type"]
            self._answer(200)

    def do_GET(self) -> None:
        """Give an object, where the bucket lies, or the names of objects that begin so."""
        if not self._may():
            return
        asked = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        name = self._name()
        if "location" in asked:
            self._answer(200, b"<LocationConstraint></LocationConstraint>")
        elif name:
            found = self.server.objects.get(name)
            if found is None:
                self._fault(404, "NoSuchKey")
            else:
                self._answer(200, found, "image/webp")
        else:
            begins = asked["prefix"][0]
            names = [one for one in sorted(self.server.objects) if one.startswith(begins)]
            told = "".join(
                f"<Contents><Key>{one}</Key><LastModified>2026-11-27T08:00:00.000Z</LastModified>"
                "<ETag>&quot;e&quot;</ETag><Size>1</Size></Contents>"
                for one in names
            )
            self._answer(
                200,
                f"<ListBucketResult><Name>{BUCKET}</Name><Prefix>{begins}</Prefix>"
                f"<IsTruncated>false</IsTruncated>{told}</ListBucketResult>".encode(),
            )

    def do_DELETE(self) -> None:
        """Let go of an object."""
        if self._may():
            self.server.objects.pop(self._name(), None)
            self._answer(204)


@contextmanager
def bucket() -> Iterator[Bucket]:
    """The store, until the end of the context."""
    with Bucket() as there:
        thread = Thread(target=there.serve_forever, daemon=True)
        thread.start()
        try:
            yield there
        finally:
            there.shutdown()
            thread.join()
