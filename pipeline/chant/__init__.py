"""Verse that is chanted: its syllables, its metre, its tone, and a library of pieces."""
