"""The term editor: all fields of an entry, faults beside them, a box to try the unsaved entry."""
