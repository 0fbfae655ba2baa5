"""Alembic: the database's versions."""
