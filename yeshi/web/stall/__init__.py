"""The face that merchants see."""
