"""Recovery from a shock: how deep, how long, and for whom."""
