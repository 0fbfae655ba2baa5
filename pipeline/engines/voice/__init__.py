"""Engines of the voice contract, one a file."""
