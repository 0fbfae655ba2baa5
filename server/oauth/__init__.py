"""Logging in by another account of one's own: Google, GitHub, any OpenID Connect issuer."""
