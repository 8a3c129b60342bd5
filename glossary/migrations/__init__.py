"""The steps from one schema of the termbase to the next (Alembic); no reading or writing of entries."""
