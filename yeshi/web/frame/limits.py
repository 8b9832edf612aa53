"""How much one process of a city takes on at a time, and how long it lets anybody wait."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of requests and of their answers; seconds are real ones.

    `answer_s`: from the last of what a request brings to the beginning of its answer. `body_s`: in
    which a short body must have come. `answer_bytes_max`: the longest answer that is sent.
    `requests_max`, `streams_max`: requests, and open pages that hear of news, at a time in all;
    `…_of_one`: of one address.
    """

    answer_s: float = 20.0
    body_s: float = 15.0
    answer_bytes_max: int = 32 * 1024 * 1024
    requests_max: int = 200
    requests_of_one: int = 40
    streams_max: int = 2000
    streams_of_one: int = 60
