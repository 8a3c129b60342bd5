"""Dialogs, one per module; they return values and never change a project themselves."""
