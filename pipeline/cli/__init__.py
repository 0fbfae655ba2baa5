"""The command line `studio`, a door to the pipeline for people and scripts.

Other rooms add their commands by the entry point group `studio.commands`, so that the pipeline need not know them.
"""

from pipeline.cli.app import main

__all__ = ["main"]
