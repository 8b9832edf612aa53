"""Baskets, quotes and the life of an order."""
