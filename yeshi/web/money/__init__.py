"""The treasurer's pages: what is owed, and what is paid out."""
