"""The way through, where the businesses meet."""
