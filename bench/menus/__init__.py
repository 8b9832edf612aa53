"""Made-up photos of paper menus, and how many of their rows are read right."""
