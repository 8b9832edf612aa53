"""Sheets: the rows behind the pages of the city, joined from columns, panels and records."""
