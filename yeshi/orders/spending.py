"""A voucher that was spent: whose order, at which merchant, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.geo.point import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """A settled order's part at one merchant; `goods_fen` are the goods of all its parts.

    Parts that a merchant gave back are left out: their goods were paid back.
    """

    order: str
    customer: str
    merchant: str
    voucher_fen: int
    goods_fen: int
    door: Point
