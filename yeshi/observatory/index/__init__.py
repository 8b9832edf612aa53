"""A composite index, step by step, after the OECD/JRC Handbook (2008)."""
