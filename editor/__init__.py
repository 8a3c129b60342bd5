"""Zhubi: post-editing of machine-translated Chinese court and government news."""
