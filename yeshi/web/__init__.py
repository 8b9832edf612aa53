"""Pages, the JSON interface and live updates."""
