"""Script to film: a library that knows nothing of web, database or queue."""
