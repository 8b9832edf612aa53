"""Photos of paper menus as phones take them: tilted, seen from aside, badly lit, not quite sharp."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any

import cv2
import numpy as np
from PIL import Image

from bench.menus.papers import HEIGHT, WIDTH, Row, draw_menu

# The photo, and how much of it the paper takes.
PHOTO = (1800, 2400)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as JPEG, and what the menu on it says."""

    number: int
    jpeg: bytes
    rows: tuple[Row, ...]


def make_photo(number: int) -> Photo:
    """The photo with that number, always the same."""
    chance = Random(2018 + number)
    sheet = draw_menu(number, chance)
    paper = np.asarray(sheet.picture)[:, :, ::-1].astype(np.float32)
    seen = _seen(paper, chance)
    lit = _lit(seen, chance)
    sharp = cv2.GaussianBlur(lit, (0, 0), chance.uniform(0.4, 1.6))
    noise = np.random.default_rng(2018 + number).normal(0, chance.uniform(2, 7), sharp.shape)
    pixels = np.clip(sharp + noise, 0, 255).astype(np.uint8)
    out = BytesIO()
    Image.fromarray(pixels[:, :, ::-1]).save(out, "JPEG", quality=chance.randint(70, 92))
    return Photo(number, out.getvalue(), tuple(sheet.rows))


def _seen(paper: Any, chance: Random) -> Any:
    """The paper on a table, turned by up to eight degrees and with its corners off by perspective."""
    across, down = PHOTO
    scale = min(across / WIDTH, down / HEIGHT) * chance.uniform(0.86, 0.92)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], np.float32)
    corners *= np.array([WIDTH, HEIGHT], np.float32) * scale / 2
    angle = np.deg2rad(chance.uniform(-8, 8))
    turn = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))], np.float32)
    corners = corners @ turn.T + np.array([across / 2, down / 2], np.float32)
    corners += np.array([[chance.uniform(-55, 55) for _ in range(2)] for _ in range(4)], np.float32)
    source = np.array([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners)
    table = np.empty((down, across, 3), np.float32)
    table[:] = [chance.randint(40, 150) for _ in range(3)]
    table += np.random.default_rng(chance.randint(0, 10**6)).normal(0, 12, table.shape)
    cover = cv2.warpPerspective(np.ones(paper.shape[:2], np.float32), matrix, PHOTO)[..., None]
    return table * (1 - cover) + cv2.warpPerspective(paper, matrix, PHOTO) * cover


def _lit(picture: Any, chance: Random) -> Any:
    """A lamp to one side, and the shadow of a hand or an edge."""
    down, across = picture.shape[:2]
    y, x = np.mgrid[0:down, 0:across].astype(np.float32)
    lamp = chance.uniform(0, across), chance.uniform(0, down)
    far = np.hypot(x - lamp[0], y - lamp[1]) / np.hypot(across, down)
    light = 1.08 - chance.uniform(0.25, 0.6) * far
    slope, at = chance.uniform(-0.8, 0.8), chance.uniform(0.2, 0.8)
    edge = (y - at * down - slope * (x - across / 2)) / 60
    shade = 1 - chance.uniform(0.15, 0.35) / (1 + np.exp(-np.clip(edge, -30, 30)))
    warm = np.array([chance.uniform(0.82, 1.0), 0.97, 1.0], np.float32)
    return picture * (light * shade)[..., None] * warm
