"""What ports say for themselves."""
