"""The face of a foundation and of those it helps."""
