"""Tables and files that commands print."""
