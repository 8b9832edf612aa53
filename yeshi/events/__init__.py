"""What happened: frozen records, the language the rooms share."""
