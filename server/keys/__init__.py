"""API keys: how a user's programs ask."""
