"""Straightening: where texts of a paper stood before it was tilted and seen from aside.

Lines of a paper meet in one point of the photo, far away where it was taken from in front. That
point is the one which lies best on the lines of all long texts (the least eigenvector of the sum
of their outer products); then a text's height on the paper is where its line to that point meets
the middle of the photo. Edges of columns meet in another one, found likewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from yeshi.menus.seen import PaperSeen, Text

# Pulls the point towards being infinitely far away, where few texts tell where it is.
TOWARDS_PARALLEL = 1e-3
ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Straight:
    """A text where it stands on straight paper; lengths in halves of the photo's longer side."""

    text: Text
    left: float
    right: float
    middle: float
    height: float

    @property
    def centre(self) -> float:
        """The middle from left to right."""
        return (self.left + self.right) / 2


def straighten(seen: PaperSeen) -> list[Straight]:
    """All texts as they stand on straight paper."""
    if not seen.texts:
        return []
    half = max(seen.width, seen.height) / 2
    corners = np.array([text.corners for text in seen.texts], float)
    corners = (corners - np.array([seen.width / 2, seen.height / 2])) / half
    lefts = (corners[:, 0] + corners[:, 3]) / 2
    rights = (corners[:, 1] + corners[:, 2]) / 2
    heights = np.linalg.norm(corners[:, 3] - corners[:, 0], axis=1)
    lengths = np.linalg.norm(rights - lefts, axis=1)
    long = lengths > 1.8 * heights
    along = _meeting(lefts[long], rights[long], np.array([1.0, 0.0, 0.0]))
    rows = _across(along, (lefts + rights) / 2)
    down = _edges(along, lefts, rights, rows, float(np.median(heights)))
    left, right = _beside(down, lefts), _beside(down, rights)
    return [
        Straight(text=text, left=float(left[at]), right=float(right[at]),
                 middle=float(rows[at]), height=float(heights[at]))
        for at, text in enumerate(seen.texts)
    ]  # fmt: skip


def _meeting(begins: Any, ends: Any, usual: Any) -> Any:
    """The point, in homogeneous coordinates, in which the lines meet; `usual` where none are."""
    if len(begins) < 3:
        return _mean_direction(begins, ends, usual)
    ones = np.ones((len(begins), 1))
    lines = np.cross(np.hstack([begins, ones]), np.hstack([ends, ones]))
    lengths = np.linalg.norm(ends - begins, axis=1)
    lines /= np.linalg.norm(lines[:, :2], axis=1, keepdims=True)
    weights = lengths**2
    point = _mean_direction(begins, ends, usual)
    for _ in range(ROUNDS):
        pull = np.diag([0.0, 0.0, TOWARDS_PARALLEL * weights.sum()])
        summed = (lines * weights[:, None]).T @ lines + pull
        _, vectors = np.linalg.eigh(summed)
        point = vectors[:, 0]
        off = np.abs(lines @ point)
        usual_off = max(float(np.median(off)), 1e-6)
        weights = lengths**2 / (1 + (off / (2 * usual_off)) ** 2)
    return point if point @ usual >= 0 else -point


def _mean_direction(begins: Any, ends: Any, usual: Any) -> Any:
    if not len(begins):
        return usual
    summed = np.median(ends - begins, axis=0)
    return np.array([*(summed / np.linalg.norm(summed)), 0.0])


def _across(point: Any, at: Any) -> Any:
    """Where the lines from the points to the one in which rows meet cross the photo's middle."""
    a, b, c = point
    return (at[:, 1] * a - at[:, 0] * b) / (a - at[:, 0] * c)


def _beside(point: Any, at: Any) -> Any:
    a, b, c = point
    return (at[:, 0] * b - at[:, 1] * a) / (b - at[:, 1] * c)


def _edges(along: Any, lefts: Any, rights: Any, rows: Any, height: float) -> Any:
    """The point in which edges of columns meet: of texts in a column that begin or end alike."""
    upright = np.array([-along[1], along[0], 0.0])
    begins: list[Any] = []
    ends: list[Any] = []
    for edge in (lefts, rights):
        beside = _beside(upright, edge)
        for one, other in _below(beside, rows, height):
            begins.append(edge[one])
            ends.append(edge[other])
    if len(begins) < 6:
        return upright
    return _meeting(np.array(begins), np.array(ends), upright)


def _below(beside: Any, rows: Any, height: float) -> Sequence[tuple[int, int]]:
    """Pairs of a text and the next below it that begins at about the same place."""
    order = np.argsort(rows)
    found = []
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            apart = rows[other] - rows[one]
            if apart > 3.5 * height:
                break
            if apart > 0.7 * height and abs(beside[other] - beside[one]) < 0.6 * height:
                found.append((int(one), int(other)))
                break
    return found
