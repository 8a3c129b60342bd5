"""Docks, lists and the status bar; each shows a session and asks the window for actions by id."""
