"""Sheets: the rows behind the city's pages, prepared beforehand and kept as of a moment."""
