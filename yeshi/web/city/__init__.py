"""The face that officials see."""
