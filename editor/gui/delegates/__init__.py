"""Painting and in-place editing of grid cells; no model data is kept here."""
