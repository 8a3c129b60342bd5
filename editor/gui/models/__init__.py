"""Table and list models of the window; they hold no text of their own and draw nothing."""
