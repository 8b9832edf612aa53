"""Menus that others wrote, on paper or in a spreadsheet, as rows: category, name, size, price."""
