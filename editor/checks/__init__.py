"""Checks: one module per family, each check a pure function with an id; no Qt, no files, no database."""
