"""The embedded safety check: words of twenty languages, how they stand together, and what their sentences mean."""
