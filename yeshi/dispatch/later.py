"""The later of two moments that are not certain."""

from __future__ import annotations

from math import erf, exp, pi, sqrt

from yeshi.dispatch.kernel import inlined

# So many deviations apart, the later one is as good as certain.
APART = 4.0


@inlined
def later_of(a: float, a_var: float, b: float, b_var: float) -> tuple[float, float]:
    """Mean and variance of the later of two normal moments on their own (Clark 1961).

    With Δ² = a_var + b_var and α = (a - b) / Δ: the mean is a Φ(α) + b Φ(-α) + Δ φ(α), which is
    later than both means: a courier who should be just in time is late half the time. Without
    variances, the later one.
    """
    both = a_var + b_var
    if both <= 0.0:
        return max(a, b), 0.0
    spread = sqrt(both)
    apart = (a - b) / spread
    if apart > APART:
        return a, a_var
    if apart < -APART:
        return b, b_var
    below = 0.5 * (1.0 + erf(apart / sqrt(2.0)))
    density = exp(-0.5 * apart * apart) / sqrt(2.0 * pi)
    # Counted from b, so that late hours lose no digits.
    ahead = a - b
    mean = ahead * below + spread * density
    square = (ahead * ahead + a_var) * below + b_var * (1.0 - below) + ahead * spread * density
    return b + mean, max(0.0, square - mean * mean)
