"""Nights that were published, played and checked."""
