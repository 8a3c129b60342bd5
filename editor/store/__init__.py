"""The project file: an SQLite application file with an append-only, hash-chained journal."""
