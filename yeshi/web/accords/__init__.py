"""The face of those who signed an agreement."""
