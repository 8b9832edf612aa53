"""Couriers, their shifts, their routes and their pay."""
