"""The termbase kept in a database: one schema, an SQLite file or a PostgreSQL server; no rules of review here."""
