"""Rehearsals: a night of a scenario in the twin, and two scenarios side by side."""
