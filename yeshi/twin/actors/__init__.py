"""Customers, kitchens and couriers that act by an agenda."""
