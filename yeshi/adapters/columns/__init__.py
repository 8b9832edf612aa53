"""Columns: sales and shifts as Parquet, a folder a business day, read by DuckDB or Spark."""
