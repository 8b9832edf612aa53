"""The demo city's operator over the interface, signed in for as long as the installation lasts."""

from __future__ import annotations

import json
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener

ID = "demo-operator"


class Operator:
    """Asks as the operator, and signs in when that is needed; faults go up as urllib has them."""

    def __init__(self, url: str) -> None:
        self._url, self._open = url, build_opener(HTTPCookieProcessor(CookieJar())).open

    def get(self, path: str, timeout: float = 10) -> Any:
        """What is said at `path`."""
        return self._ask(Request(self._url + path), timeout)

    def post(self, path: str, body: Any, headers: dict[str, str], timeout: float = 30) -> Any:
        """What is answered to the command."""
        told = {"Content-Type": "application/json", **headers}
        return self._ask(Request(self._url + path, json.dumps(body).encode(), told), timeout)

    def _ask(self, asked: Request, timeout: float) -> Any:
        try:
            return self._read(asked, timeout)
        except HTTPError as fault:
            if fault.code != 401:
                raise
        said = json.dumps({"id": ID}).encode()
        headers = {"Content-Type": "application/json"}
        self._read(Request(self._url + "/api/sign-in", said, headers), timeout)
        return self._read(asked, timeout)

    def _read(self, asked: Request, timeout: float) -> Any:
        with self._open(asked, timeout=timeout) as answer:
            return json.load(answer)
