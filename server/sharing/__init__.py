"""Showing a film to whoever has its link, until that is withdrawn."""
