"""The matching of least total cost between rows and columns, with its proof."""

from __future__ import annotations

import numpy as np

from yeshi.dispatch.kernel import inlined, kernel
from yeshi.dispatch.problem import Floats, Ints


@kernel
def cheapest_matching(costs: Floats) -> tuple[Ints, Floats, Floats]:
    """For n rows and m >= n columns: the column of each row, and the prices of rows and columns.

    Exact, by shortest augmenting paths (Crouse 2016), O(n² m), from the rows that can have their
    cheapest column at once. The prices prove it: no entry is below the sum of its row's and its
    column's price, those matched equal it, and columns left over have price 0.
    """
    n, m = costs.shape
    row_price, column_price = np.zeros(n), np.zeros(m)
    row_of, column_of = np.full(m, -1, np.int64), np.full(n, -1, np.int64)
    shortest, before = np.empty(m), np.empty(m, np.int64)
    open_columns = np.empty(m, np.int64)
    take_cheapest(costs, row_price, row_of, column_of)
    for root in range(n):
        if column_of[root] >= 0:
            continue
        for j in range(m):
            open_columns[j] = m - 1 - j
            shortest[j] = np.inf
        left, row, reached, sink = m, root, 0.0, -1
        while sink < 0:
            nearest, low = -1, np.inf
            for at in range(left):
                j = open_columns[at]
                through = reached + costs[row, j] - row_price[row] - column_price[j]
                if through < shortest[j]:
                    before[j], shortest[j] = row, through
                if shortest[j] < low or (shortest[j] == low and row_of[j] < 0):
                    low, nearest = shortest[j], at
            reached = low
            j = open_columns[nearest]
            left -= 1
            open_columns[nearest] = open_columns[left]
            open_columns[left] = j
            row, sink = row_of[j], (j if row_of[j] < 0 else -1)
        row_price[root] += reached
        # Columns that were closed on the way stand behind `left`.
        for at in range(left, m):
            j = open_columns[at]
            if row_of[j] >= 0:
                row_price[row_of[j]] += reached - shortest[j]
            column_price[j] -= reached - shortest[j]
        augment(row_of, column_of, before, sink, root)
    return column_of, row_price, column_price


@inlined
def take_cheapest(costs: Floats, row_price: Floats, row_of: Ints, column_of: Ints) -> None:
    """Price each row at its cheapest column, and match it there if one of those is free."""
    for row in range(len(costs)):
        low = np.inf
        for column in range(costs.shape[1]):
            low = min(low, costs[row, column])
        row_price[row] = low
        for column in range(costs.shape[1]):
            if costs[row, column] == low and row_of[column] < 0:
                row_of[column], column_of[row] = row, column
                break


@inlined
def augment(row_of: Ints, column_of: Ints, before: Ints, sink: int, root: int) -> None:
    """Turn the path that leads from `root` to the free column `sink` into matched pairs."""
    row = -1
    while row != root:
        row = before[sink]
        row_of[sink] = row
        column_of[row], sink = sink, column_of[row]
