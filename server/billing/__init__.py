"""Buying credits and tiers, whoever takes the money."""
