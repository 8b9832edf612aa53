"""Every use case as JSON."""
