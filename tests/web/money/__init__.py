"""What is owed and paid out, on pages and over JSON."""
