"""How many orders a second a city takes over PostgreSQL: python -m bench.intake."""
