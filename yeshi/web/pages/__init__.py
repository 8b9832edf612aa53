"""Every use case as a page."""
