"""Document formats behind one protocol; nothing else touches their libraries."""
