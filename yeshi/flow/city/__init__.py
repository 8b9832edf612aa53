"""What the city is told of itself."""
