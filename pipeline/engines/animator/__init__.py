"""Engines of the animator contract, one a file."""
