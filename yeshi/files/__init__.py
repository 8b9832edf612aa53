"""What people write and we read."""
