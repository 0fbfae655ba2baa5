"""Engines of the analyst contract, one a file."""
