"""Glossaries in the files of other programs, read and written; `formats` is the door."""
