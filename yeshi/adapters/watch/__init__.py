"""What an operator sees of a city under way: figures for Prometheus, and lines of a log."""
