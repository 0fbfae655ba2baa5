"""Real local servers that speak as vendors do."""
