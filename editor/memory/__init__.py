"""Translation memory: confirmed pairs, found again by likeness; no window, no document formats."""
