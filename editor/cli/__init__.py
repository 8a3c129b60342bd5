"""One module per command; PySide6 is never imported here."""
