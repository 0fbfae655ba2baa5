"""Engines of the transcriber contract, one a file."""
