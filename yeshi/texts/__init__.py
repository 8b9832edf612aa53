"""Every text that users see, a folder a language, a file a room; there is no code here."""
