"""Files that pages fetch: kept for a year under an address that names what is in them."""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

import brotli
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
A_YEAR = "public, max-age=31536000, immutable"
# Asked for again each time, and sent only once it has changed.
ASKED_AGAIN = "no-cache"
_MARKED = re.compile(r"[0-9a-f]{12}/")
_TEXTS = {".js", ".mjs", ".css", ".svg", ".geojson", ".html"}
# The best that takes no longer than a tenth of a second for the largest file.
_BROTLI, _GZIP = 9, 9


@cache
def files_address() -> str:
    """Where all files are found: another address as soon as a byte of any of them is another."""
    told = blake2b(digest_size=6)
    for path in sorted(one for one in STATIC.rglob("*") if one.is_file()):
        told.update(f"{path.relative_to(STATIC)}\0".encode())
        told.update(path.read_bytes())
    return f"/static/{told.hexdigest()}"


class KeptFiles(StaticFiles):
    """The files of the pages, compressed as whoever asks can read it, each once in a process."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file; under an address of before, as where a page stayed open, that of now."""
        is_marked = bool(_MARKED.match(path))
        name = path.partition("/")[2] if is_marked else path
        answer = await super().get_response(name, scope)
        is_kept = scope["path"].startswith(f"{files_address()}/")
        answer.headers["Cache-Control"] = A_YEAR if is_kept else ASKED_AGAIN
        asked = Headers(scope=scope)
        coding = _coding(asked.get("accept-encoding", ""))
        if not isinstance(answer, FileResponse) or Path(name).suffix not in _TEXTS:
            return answer
        answer.headers["Vary"] = "Accept-Encoding"
        if coding is None or "range" in asked:
            return answer
        return await run_in_threadpool(_compressed, answer, coding)


def _coding(accepted: str) -> str | None:
    offered = {one.partition(";")[0].strip() for one in accepted.split(",")}
    return next((one for one in ("br", "gzip") if one in offered), None)


def _compressed(answer: FileResponse, coding: str) -> Response:
    body = _squeezed(str(answer.path), answer.headers["etag"], coding)
    kept = {
        name: answer.headers[name]
        for name in ("cache-control", "content-type", "last-modified", "vary")
    }
    # Of one file in two forms: the same to whoever reads it, byte for byte not.
    marked = {"ETag": f"W/{answer.headers['etag']}", "Content-Encoding": coding}
    return Response(body, headers={**kept, **marked})


@lru_cache(maxsize=256)
def _squeezed(path: str, _etag: str, coding: str) -> bytes:
    contents = Path(path).read_bytes()
    if coding == "br":
        squeezed: bytes = brotli.compress(contents, quality=_BROTLI)
        return squeezed
    return gzip.compress(contents, _GZIP, mtime=0)
