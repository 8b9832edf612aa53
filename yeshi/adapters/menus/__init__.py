"""Photos of menus, read."""
