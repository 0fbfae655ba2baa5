"""Engines of the painter contract, one a file."""
