"""Places, zones and travel times."""
