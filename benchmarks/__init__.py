"""Figures, against a named peer."""
