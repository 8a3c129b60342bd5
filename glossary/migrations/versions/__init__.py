"""One module a step, named by its number; a step that has been released is never changed."""
