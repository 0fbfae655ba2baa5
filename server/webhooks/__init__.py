"""Webhooks: a user's own server is told how jobs get on."""
