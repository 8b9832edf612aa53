"""Programmes are opened, fed, granted from and accounted for."""
