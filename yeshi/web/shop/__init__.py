"""The face that customers see."""
