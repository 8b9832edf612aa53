"""What pages cost in a city and in one ten times as large: python -m bench.growth."""
