"""Columns: sales as Parquet, a folder a business day, read by DuckDB."""
