"""Visits: services that take a seat for some minutes, their free times, and who booked one."""
