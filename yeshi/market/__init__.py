"""Who sells, what, and when; what the kitchen can take."""
