"""Reports on a project as HTML and JSON."""
