"""What a merchant lists, sells and changes."""
