"""Privacy: what is kept of whom and for how long, carried out by the clock and by whose it is."""
