"""Values and pure functions of the editor; no Qt, no files, no database."""
