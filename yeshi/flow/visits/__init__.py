"""Services are offered, booked, and their guests received."""
