"""Scripts that several rooms film: short, real, and the same everywhere."""

TWO_LAMPS = """Title: Two Lamps

EXT. RIVER GHAT - DUSK

Meera, a girl of nine, walks in with a lamp.

MEERA
Will the river carry it?

RAVI
(tenderly)
If you let it go gently.

EXT. RIVER GHAT - NIGHT

MEERA
Look! It shines.
"""
