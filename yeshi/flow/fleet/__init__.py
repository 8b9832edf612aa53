"""Couriers join, and go on and off duty."""
