"""A night simulated: actors, an agenda and a clock that drive flow."""
