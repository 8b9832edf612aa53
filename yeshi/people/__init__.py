"""Who may do what: people of the city, the foundations and the parties, and their roles."""
