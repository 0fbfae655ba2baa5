"""Engines of the composer contract, one a file."""
