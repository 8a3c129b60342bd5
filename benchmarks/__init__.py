"""Measurements by command (`python -m benchmarks.NAME`); never imported by the product."""
